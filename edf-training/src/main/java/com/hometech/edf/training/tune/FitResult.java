package com.hometech.edf.training.tune;

/**
 * What a fit found.
 *
 * @param rows how many it learned from
 * @param rounds how many rounds of boosting it took
 * @param seconds how long it took
 * @param errors in its window
 */
record FitResult(long rows, int rounds, double seconds, WindowErrors errors) {}
