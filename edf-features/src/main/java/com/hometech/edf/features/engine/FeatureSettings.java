package com.hometech.edf.features.engine;

import com.hometech.edf.common.config.DataQualityConfig;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.FeatureConfig;
import com.hometech.edf.common.domain.TimeStep;
import java.time.Duration;
import java.util.Collection;
import java.util.stream.Stream;

/**
 * What of the configuration decides features.
 *
 * @param features the section {@code edf_feature_eng}
 * @param quality the section {@code data_quality}
 * @param horizonHours how far forecasts look from the issue time [h]
 * @param lookbackDays days before the origin over which missing readings are counted
 */
public record FeatureSettings(FeatureConfig features, DataQualityConfig quality, int horizonHours, int lookbackDays) {
    /** Four weeks: the longest that default features, level and spike limits look back at once [h]. */
    static final int FOUR_WEEKS_HOURS = 4 * 7 * 24;
    /** A forecast of the weather that is older than this is no longer used [h]. */
    public static final int OLDEST_WEATHER_FORECAST_HOURS = 10 * 24;

    /** Of how many earlier issues a daily run has rows, to see how forecasts erred lately. */
    public static final int RECENT_ISSUES = 11;
    /** Time between two of them. */
    public static final Duration BETWEEN_RECENT_ISSUES = Duration.ofDays(5);

    private static final int HOURS_PER_DAY = 24;

    public static FeatureSettings of(EdfConfig config) {
        return new FeatureSettings(
                config.edfFeatureEng(),
                config.dataQuality(),
                config.edfInference().forecastHorizonHours(),
                config.commonFeatureEng().lookbackDaysDefault());
    }

    public int stepSeconds() {
        return Math.toIntExact(features.step().toSeconds());
    }

    public TimeStep step() {
        return TimeStep.of(features.step());
    }

    /** From the origin to the first target, less one step: the delay of the readings [steps]. */
    public int delaySteps() {
        return step().steps(features.dataDelayHours());
    }

    /** From the first target of an issue to the end of its last [steps]. */
    public int horizonSteps() {
        return step().steps(horizonHours);
    }

    /** The farthest target from the origin [steps]. */
    public int longestLeadSteps() {
        return delaySteps() + horizonSteps();
    }

    /**
     * How far before a daily run's origin its rows can depend on a reading or observation: its own, and those of the issues
     * before it [h].
     */
    public int dailyLookbackHours() {
        return lookbackHours()
                + Math.toIntExact(
                        BETWEEN_RECENT_ISSUES.multipliedBy(RECENT_ISSUES).toHours());
    }

    /** How far before the origin any feature, level, grade or fallback can depend on a reading or observation [h]. */
    public int lookbackHours() {
        int features = featureHours();
        int grades = HOURS_PER_DAY * Math.max(lookbackDays, quality.minHistoryDays());
        // a silent but not yet closed building keeps the level of its last four weeks with readings
        int silence = HOURS_PER_DAY * quality.inactiveAfterDays() + FOUR_WEEKS_HOURS;
        int farthestReading = Math.max(Math.max(features, grades), silence);
        // the spike limit of a day comes from the four weeks before it
        int hours = farthestReading + FOUR_WEEKS_HOURS + 2 * HOURS_PER_DAY + quality.maxInterpolatedGapHours();
        return step().divides(hours) ? hours : (hours / HOURS_PER_DAY + 1) * HOURS_PER_DAY;
    }

    /** How far before the origin features and level look as long as there are readings [h]. */
    private int featureHours() {
        int longestLag = longest(features.lagFeatures().values().stream().flatMap(Collection::stream));
        int longestWindow = longest(
                features.rollingWindowFeatures().values().stream().flatMap(rolling -> rolling.windows().stream()));
        return Math.max(Math.max(longestLag, 2 * longestWindow), LoadFormulas.LONGEST_HOURS);
    }

    /** For how many days the readings before some must be hidden so that those look like the first of a new building. */
    public int forgottenAfterDays() {
        // the days of the newest origin, and gaps that are interpolated, come on top
        return featureHours() / HOURS_PER_DAY + 7;
    }

    private static int longest(Stream<Integer> hours) {
        return hours.mapToInt(Integer::intValue).max().orElse(0);
    }
}
