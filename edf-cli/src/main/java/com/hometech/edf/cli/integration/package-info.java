/** The other services that the workflows call, on this machine: Lambda functions and single objects of S3. */
@NullMarked
package com.hometech.edf.cli.integration;

import org.jspecify.annotations.NullMarked;
