/**
 * The Lambda functions: each gives a handler the platform of AWS. Beside them what a function needs of its own: a log of JSON
 * lines, and warming up for SnapStart.
 */
@NullMarked
package com.hometech.edf.lambdas.aws;

import org.jspecify.annotations.NullMarked;
