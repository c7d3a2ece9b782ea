package com.hometech.edf.inference.artifact;

/** What predicts inside an artifact. */
public sealed interface ModelContent permits BoostedModel, AdditiveModels {}
