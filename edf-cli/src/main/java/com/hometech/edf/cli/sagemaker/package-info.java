/**
 * SageMaker's processing and training jobs on this machine: a job gets its own {@code /opt/ml} tree, finds its inputs and
 * configuration there as in a container, runs in this JVM, and its outputs are published when it succeeded.
 *
 * <p>A prefix that a job writes is trusted only with its manifest, which is written last: what a killed process leaves is
 * refused as an input and replaced by the next run. Instance types, roles, keys and networks of a request are checked for
 * shape and have no effect here.
 */
@NullMarked
package com.hometech.edf.cli.sagemaker;

import org.jspecify.annotations.NullMarked;
