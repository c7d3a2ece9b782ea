package com.hometech.edf.insights.analysis;

import com.hometech.edf.insights.upload.ApplianceKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one appliance took.
 *
 * @param appliance its name
 * @param kind what its name says that it is
 * @param step length of its intervals, as an ISO 8601 duration
 * @param from start of its first interval
 * @param to end of its last interval
 * @param readings intervals with a reading
 * @param coverage share of the intervals from the first to the last that have a reading
 * @param completeDays local days that count
 * @param kwh energy of all readings
 * @param share of the sum over all appliances, 0 to 1; null for a meter of the whole home beside others
 * @param kwhPerDay mean of the days that count, of all readings where none does
 * @param peakHour local hour of day in which it takes most, 0 to 23; null for daily readings, and where it takes
 *     about the same at every hour
 * @param peakHourKwh mean energy of that hour
 * @param sameAllDay whether it takes about the same at every hour of day; null for daily readings
 * @param highestAt start of the interval with the greatest energy
 * @param highestKwh its energy
 * @param baseWatt power that it does not go below in 95 % of its intervals [W]; null for steps longer than an hour
 * @param baseShare share of its energy that the base power makes
 * @param standbyWatt the same power where it is standby: of appliances that need none to do their work
 * @param standbyKwhPerYear what that takes in a year
 */
public record ApplianceSummary(
        String appliance,
        ApplianceKind kind,
        String step,
        Instant from,
        Instant to,
        long readings,
        double coverage,
        int completeDays,
        double kwh,
        @Nullable Double share,
        double kwhPerDay,
        @Nullable Integer peakHour,
        @Nullable Double peakHourKwh,
        @Nullable Boolean sameAllDay,
        Instant highestAt,
        double highestKwh,
        @Nullable Double baseWatt,
        @Nullable Double baseShare,
        @Nullable Double standbyWatt,
        @Nullable Double standbyKwhPerYear) {

    /** What it takes in a year of such days. */
    public double kwhPerYear() {
        return kwhPerDay * UploadSummary.DAYS_PER_YEAR;
    }
}
