/**
 * From a trained model to one that may serve: registered with its evaluation and checksum, approved by a person, chosen
 * for a run, and never used when it is not what was approved.
 */
@NullMarked
package com.hometech.edf.inference.registry;

import org.jspecify.annotations.NullMarked;
