package com.hometech.edf.inference.artifact;

import java.util.Optional;

/**
 * One model over all buildings, made of trees.
 *
 * @param trees the global model
 * @param withoutWeather the model for hours that no weather covers; empty where the features have no weather
 */
public record BoostedModel(ModelTrees trees, Optional<ModelTrees> withoutWeather) implements ModelContent {}
