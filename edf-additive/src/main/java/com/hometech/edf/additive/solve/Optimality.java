package com.hometech.edf.additive.solve;

/**
 * How far the conditions for a maximum are missed, as derivatives of the log posterior by scaled parameters: 0 by rate,
 * offset and features; by a change of the trend at most 1/τ in size where it is 0, and -1/τ times its sign elsewhere. The
 * condition of the noise holds exactly, as it has a closed form.
 *
 * @param trend largest miss of rate and offset
 * @param changes largest miss of the changes at the changepoints
 * @param features largest miss of the features
 */
public record Optimality(double trend, double changes, double features) {}
