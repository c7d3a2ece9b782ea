package com.hometech.edf.common.config;

/**
 * When readings, weather and errors are no longer what they were.
 *
 * @param levelFactor smallest factor by which nearly all hours of a building have to move to be noticed
 * @param clockEvidence evidence of three days that a building's clock is an hour off, from which on it is believed [nats]
 * @param siteShare share of a site's buildings that makes the same finding one of the site
 * @param seasonDays days before and after a day of the year that count as the same season in other years
 * @param thresholdQuantile quantile of the distances between earlier years that makes a threshold
 * @param errorLimit what the cumulative sum of the daily errors has to exceed, in standard deviations
 */
public record DriftConfig(
        double levelFactor,
        double clockEvidence,
        double siteShare,
        int seasonDays,
        double thresholdQuantile,
        double errorLimit) {
    private static final double GREATEST_FACTOR = 1.8;
    private static final int MOST_SEASON_DAYS = 90;

    static DriftConfig defaults() {
        return new DriftConfig(1.5, 13, 0.2, 21, 0.99, 8);
    }

    static DriftConfig read(ConfigSection section) {
        DriftConfig fallback = defaults();
        DriftConfig config = new DriftConfig(
                section.decimal("level_factor", fallback.levelFactor(), DecimalRange.aboveUpTo(1, GREATEST_FACTOR)),
                section.decimal("clock_evidence", fallback.clockEvidence(), DecimalRange.aboveUpTo(0, 1e3)),
                section.decimal("site_share", fallback.siteShare(), DecimalRange.aboveUpTo(0, 1)),
                section.integer("season_days", fallback.seasonDays(), 7, MOST_SEASON_DAYS),
                section.decimal("threshold_quantile", fallback.thresholdQuantile(), DecimalRange.aboveUpTo(0.5, 1)),
                section.decimal("error_limit", fallback.errorLimit(), DecimalRange.aboveUpTo(0, 1e3)));
        section.refuseOthers();
        return config;
    }
}
