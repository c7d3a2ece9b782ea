package com.hometech.edf.monitoring.drift;

/**
 * Something that lasts.
 *
 * @param since first day [days since 1970]
 * @param raised day on which it had lasted long enough
 * @param upwards which way: more than usual, or later than usual
 */
record Episode(int since, int raised, boolean upwards) {}
