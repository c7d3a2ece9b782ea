package com.hometech.edf.data.accuracy;

/**
 * Adds errors up to {@link PointSums}. Errors that are added in the same order always give the same bits.
 */
public final class PointTally {
    private long hours;
    private double absoluteActual;
    private long relativeHours;
    private double signed;
    private double absolute;
    private double squared;
    private double relative;

    /**
     * Adds a forecast.
     *
     * @param floorKwh a reading whose absolute value is not above it has no meaningful percentage error [kWh]
     */
    public void add(double actualKwh, double forecastKwh, double floorKwh) {
        double error = forecastKwh - actualKwh;
        double size = Math.abs(error);
        hours++;
        signed += error;
        absolute += size;
        squared += error * error;
        absoluteActual += Math.abs(actualKwh);
        if (Math.abs(actualKwh) > floorKwh) {
            relativeHours++;
            relative += size / Math.abs(actualKwh);
        }
    }

    /** Adds all that another one has. */
    public void add(PointTally other) {
        hours += other.hours;
        relativeHours += other.relativeHours;
        signed += other.signed;
        absolute += other.absolute;
        squared += other.squared;
        absoluteActual += other.absoluteActual;
        relative += other.relative;
    }

    /** The sums so far. */
    public PointSums sums() {
        return new PointSums(hours, absoluteActual, relativeHours, signed, absolute, squared, relative);
    }
}
