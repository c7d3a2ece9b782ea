package com.hometech.edf.data.sample;

/**
 * A meter counts whole pulses; big buildings have coarse ones.
 *
 * @param decimals of the readings that it gives
 */
record Meter(int decimals) {
    private static final int FINEST_DECIMALS = 3;

    /** A meter whose pulse is about a five-hundredth of the mean hour. */
    static Meter fitting(double[] loadKwh) {
        double mean = 0;
        for (double kwh : loadKwh) {
            mean += kwh / loadKwh.length;
        }
        double digits = Math.ceil(StrictMath.log10(500 / Math.max(mean, 1e-6)));
        return new Meter((int) Math.max(0, Math.min(FINEST_DECIMALS, digits)));
    }

    /** Replaces energies by readings: whole pulses, with the rest of a pulse carried into the next hour. */
    void read(double[] loadKwh) {
        double pulsesPerKwh = StrictMath.pow(10, decimals);
        double carriedKwh = 0;
        for (int t = 0; t < loadKwh.length; t++) {
            double countedKwh = Math.floor((loadKwh[t] + carriedKwh) * pulsesPerKwh) / pulsesPerKwh;
            carriedKwh += loadKwh[t] - countedKwh;
            loadKwh[t] = countedKwh;
        }
    }
}
