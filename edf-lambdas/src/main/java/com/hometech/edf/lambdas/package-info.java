/**
 * Handlers of both workflows: thin shells over use cases.
 */
@NullMarked
package com.hometech.edf.lambdas;

import org.jspecify.annotations.NullMarked;
