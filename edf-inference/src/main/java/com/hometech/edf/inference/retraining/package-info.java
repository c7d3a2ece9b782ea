/**
 * When a new model is trained, and when one that proved better goes live: rules over what monitoring found, without any service, and
 * the use cases that give them what they look at and keep what they decided.
 */
@NullMarked
package com.hometech.edf.inference.retraining;

import org.jspecify.annotations.NullMarked;
