/** Makes the artifact of the Lambda functions small and quick to start. */
@NullMarked
package com.hometech.edf.build;

import org.jspecify.annotations.NullMarked;
