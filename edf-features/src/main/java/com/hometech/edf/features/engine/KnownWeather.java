package com.hometech.edf.features.engine;

import com.hometech.edf.features.table.WeatherSource;
import java.util.Arrays;

/**
 * The weather of a site as known at each origin. At or before the origin: what was observed, else the newest forecast
 * issued by then. After it: the newest forecast issued at or before the issue time that covers the hour; where there is
 * none, the observation may stand in if the configuration allows it.
 */
final class KnownWeather {
    private final StepGrid grid;
    private final boolean standIn;
    private final int shortestLeadSteps;
    private final long issueDelaySeconds;
    private final float[][] observed;
    private final WeatherForecastIssue[] issues;
    private final int[] firstIndex;
    private final int[] newestIssue;

    KnownWeather(SiteWeather weather, StepGrid grid, FeatureSettings settings) {
        this.grid = grid;
        this.standIn = settings.features().weatherStandIn();
        this.shortestLeadSteps = settings.delaySteps() + 1;
        this.issueDelaySeconds = (long) shortestLeadSteps * settings.stepSeconds();
        this.observed = new float[weather.observed().length][];
        for (int variable = 0; variable < observed.length; variable++) {
            observed[variable] = onGrid(weather.observed()[variable], weather.firstStep(), grid);
        }
        this.issues = weather.issues().toArray(WeatherForecastIssue[]::new);
        this.firstIndex = new int[issues.length];
        Arrays.setAll(firstIndex, issue -> (int) (issues[issue].firstStep() - grid.firstStep()));
        this.newestIssue = issues.length == 0 ? new int[0] : newestIssues();
    }

    private static float[] onGrid(float[] values, long firstStep, StepGrid grid) {
        float[] aligned = new float[grid.length()];
        Arrays.fill(aligned, Float.NaN);
        long shift = firstStep - grid.firstStep();
        long from = Math.max(0, shift);
        long to = Math.min(aligned.length, shift + values.length);
        if (from < to) {
            System.arraycopy(values, (int) (from - shift), aligned, (int) from, (int) (to - from));
        }
        return aligned;
    }

    private int[] newestIssues() {
        int[] newest = new int[grid.length()];
        int issue = -1;
        for (int origin = 0; origin < newest.length; origin++) {
            long issueTime = grid.epochSecond(origin) + issueDelaySeconds;
            while (issue + 1 < issues.length && issues[issue + 1].issuedAtEpochSecond() <= issueTime) {
                issue++;
            }
            newest[origin] = issue;
        }
        return newest;
    }

    /** Observations of a variable by index; shared, not to be changed. */
    float[] observed(int variable) {
        return observed[variable];
    }

    /** A variable at an index as known at the origin; NaN where nothing is known. */
    float at(int variable, int index, int origin) {
        if (index < 0) {
            return Float.NaN;
        }
        float seen = observed[variable][index];
        if (index <= origin && !Float.isNaN(seen)) {
            return seen;
        }
        float forecast = issues.length == 0 ? Float.NaN : forecastAt(variable, index, origin);
        return index > origin && standIn && Float.isNaN(forecast) ? seen : forecast;
    }

    /**
     * A variable at an index as known at the last origin from which the index is forecast. Where that lies before the grid
     * no forecast is looked for, but the observation may stand in.
     */
    float atShortestLead(int variable, int index) {
        int origin = index - shortestLeadSteps;
        if (origin >= 0) {
            return at(variable, index, origin);
        }
        return standIn ? observed[variable][index] : Float.NaN;
    }

    private float forecastAt(int variable, int index, int origin) {
        long oldest =
                grid.epochSecond(origin) + issueDelaySeconds - FeatureSettings.OLDEST_WEATHER_FORECAST_HOURS * 3600L;
        for (int issue = newestIssue[origin]; issue >= 0 && issues[issue].issuedAtEpochSecond() >= oldest; issue--) {
            int offset = index - firstIndex[issue];
            if (offset >= 0 && offset < issues[issue].length()) {
                float value = issues[issue].values()[variable][offset];
                if (!Float.isNaN(value)) {
                    return value;
                }
            }
        }
        return Float.NaN;
    }

    /** Where the value of {@link #at} for an index after the origin comes from. */
    WeatherSource sourceAt(int variable, int index, int origin) {
        if (Float.isNaN(at(variable, index, origin))) {
            return WeatherSource.NONE;
        }
        boolean forecast = issues.length > 0 && !Float.isNaN(forecastAt(variable, index, origin));
        return forecast ? WeatherSource.ARCHIVED_FORECAST : WeatherSource.OBSERVED_STAND_IN;
    }
}
