/**
 * The program {@code edf-job} that SageMaker starts for every job of the workflows, and the list of those jobs, which the
 * runner on a laptop shares.
 */
@NullMarked
package com.hometech.edf.job;

import org.jspecify.annotations.NullMarked;
