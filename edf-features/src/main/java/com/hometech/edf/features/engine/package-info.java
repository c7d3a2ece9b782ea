/**
 * The point-in-time engine: features of (building, origin, lead) from what is known at the origin and nothing else. Pure
 * functions on primitive arrays. Everything lies on one {@link com.hometech.edf.features.engine.StepGrid}; an index of the
 * grid stands for the interval that starts there. Nothing depends on readings further back than
 * {@link com.hometech.edf.features.engine.FeatureSettings#lookbackHours()}, so that a daily run that loads only those
 * computes the same bits as a training run that loads years.
 */
@NullMarked
package com.hometech.edf.features.engine;

import org.jspecify.annotations.NullMarked;
