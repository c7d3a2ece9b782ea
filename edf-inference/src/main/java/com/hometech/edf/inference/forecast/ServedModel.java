package com.hometech.edf.inference.forecast;

import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.inference.artifact.ModelArtifact;

/**
 * A model in memory, ready to forecast.
 *
 * @param registered as the registry keeps it
 * @param stale whether newer approved ones could not be used
 * @param artifact the model itself
 */
public record ServedModel(ModelPackage registered, boolean stale, ModelArtifact artifact) {}
