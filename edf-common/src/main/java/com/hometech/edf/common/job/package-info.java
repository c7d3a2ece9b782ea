/**
 * The contract of every SageMaker step: a program that finds its inputs below {@code /opt/ml}, writes its outputs there
 * and says why when it fails. The root is a setting, so that a laptop gives each job a tree of its own.
 */
@NullMarked
package com.hometech.edf.common.job;

import org.jspecify.annotations.NullMarked;
