package com.hometech.edf.insights.analysis;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a file says: {@code summary.json}.
 *
 * @param upload id of the upload
 * @param sha256 checksum of the file
 * @param zone of days and hours
 * @param lines of the file below its header
 * @param readings lines that count
 * @param rejected lines that were set aside, by reason
 * @param renamed names of appliances that were changed to be safe
 * @param ignoredColumns columns that were not looked at
 * @param from start of the first interval
 * @param to end of the last interval
 * @param completeDays local days that count for all appliances
 * @param kwh energy of all appliances, without meters of the whole home where there are others
 * @param kwhPerDay its mean over the days that count; the sum of the appliances' means where none does
 * @param cost of the energy at the configured tariff
 * @param currency of the cost
 * @param co2Kg emissions of the energy at the configured factor [kg]
 * @param peakHour local hour of day in which all appliances together take most, 0 to 23; null without hourly
 *     readings, and where they take about the same at every hour
 * @param peakHourKwh mean energy of that hour
 * @param appliances by name
 */
public record UploadSummary(
        String upload,
        String sha256,
        String zone,
        long lines,
        long readings,
        Map<String, Long> rejected,
        int renamed,
        List<String> ignoredColumns,
        Instant from,
        Instant to,
        int completeDays,
        double kwh,
        double kwhPerDay,
        double cost,
        String currency,
        double co2Kg,
        @Nullable Integer peakHour,
        @Nullable Double peakHourKwh,
        List<ApplianceSummary> appliances) {
    /** Its name. */
    public static final String FILE_NAME = "summary.json";

    static final double DAYS_PER_YEAR = 365.25;

    public UploadSummary {
        rejected = Map.copyOf(rejected);
        ignoredColumns = List.copyOf(ignoredColumns);
        appliances = List.copyOf(appliances);
    }
}
