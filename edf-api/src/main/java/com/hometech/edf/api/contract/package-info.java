/** What {@code openapi.yaml} says, as requests are held against it: paths, operations, and the types of their parameters. */
@NullMarked
package com.hometech.edf.api.contract;

import org.jspecify.annotations.NullMarked;
