package com.hometech.edf.features.engine;

import com.hometech.edf.common.config.DataQualityConfig;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.FeatureConfig;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.HolidayCalendar;
import com.hometech.edf.common.domain.LoadKind;
import com.hometech.edf.common.domain.SiteId;
import com.hometech.edf.common.domain.UseType;
import com.hometech.edf.data.table.WeatherColumn;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/** A building with readings, gaps, weather, archived forecasts and holidays, made from a seed; tests change it as they like. */
final class TestSeries {
    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    static final int VARIABLES = WeatherColumn.VARIABLES.size();

    FeatureSettings settings;
    final StepGrid grid;
    final double[] kwh;
    final byte[] flags;
    final float[][] observed;
    final List<WeatherForecastIssue> issues = new ArrayList<>();
    final TreeMap<LocalDate, String> holidays = new TreeMap<>();
    ZoneId zone = BERLIN;
    UseType useType = UseType.OFFICE;

    /** A grid that begins at an instant, all readings missing. */
    TestSeries(Instant start, int days, Duration step, boolean weatherStandIn) {
        settings = settings(step, weatherStandIn, 0);
        int stepSeconds = Math.toIntExact(step.toSeconds());
        grid = new StepGrid(start.getEpochSecond() / stepSeconds, days * 86_400 / stepSeconds, stepSeconds);
        kwh = new double[grid.length()];
        Arrays.fill(kwh, Double.NaN);
        flags = new byte[grid.length()];
        observed = new float[VARIABLES][grid.length()];
    }

    /** Load with days, weeks and noise, gaps of many lengths, weather, and a forecast issue every six hours. */
    static TestSeries random(long seed, int days, Duration step, boolean weatherStandIn) {
        TestSeries series = new TestSeries(Instant.parse("2023-01-01T00:00:00Z"), days, step, weatherStandIn);
        Random random = new Random(seed);
        for (int index = 0; index < series.kwh.length; index++) {
            double hour = index * series.grid.step().hours();
            series.kwh[index] =
                    20 + 10 * Math.sin(hour * Math.PI / 12) + 3 * Math.sin(hour * Math.PI / 84) + random.nextGaussian();
            for (int variable = 0; variable < VARIABLES; variable++) {
                series.observed[variable][index] =
                        (float) (10 + 8 * Math.sin(hour * Math.PI / 12 + variable) + random.nextGaussian());
            }
        }
        for (int index = 0; index < series.kwh.length; index += 30 + random.nextInt(120)) {
            int end = Math.min(series.kwh.length, index + 1 + random.nextInt(6));
            Arrays.fill(series.kwh, index, end, Double.NaN);
        }
        series.addIssues(random);
        series.holidays.put(LocalDate.of(2023, 4, 7), "Good Friday");
        series.holidays.put(LocalDate.of(2023, 5, 1), "Labour Day");
        return series;
    }

    private void addIssues(Random random) {
        int length = grid.steps(96);
        for (int index = 0; index + length < kwh.length; index += Math.max(1, grid.steps(6))) {
            float[][] values = new float[VARIABLES][length];
            for (int variable = 0; variable < VARIABLES; variable++) {
                for (int offset = 0; offset < values[variable].length; offset++) {
                    values[variable][offset] = observed[variable][index + offset] + (float) random.nextGaussian();
                }
            }
            issues.add(new WeatherForecastIssue(grid.epochSecond(index), grid.firstStep() + index, values));
        }
    }

    static FeatureSettings settings(Duration step, boolean weatherStandIn, int delayHours) {
        EdfConfig config = EdfConfig.defaults();
        FeatureConfig base = config.edfFeatureEng();
        FeatureConfig features = new FeatureConfig(
                base.targetColumn(),
                base.timestampColumn(),
                base.buildingIdColumn(),
                base.timeFeatures(),
                base.lagFeatures(),
                base.rollingWindowFeatures(),
                null,
                step,
                delayHours,
                base.trainingOriginStrideHours(),
                base.leadsPerOrigin(),
                base.maxTrainingRows(),
                weatherStandIn,
                base.seed());
        DataQualityConfig quality = config.dataQuality();
        return new FeatureSettings(features, quality, 72, 14);
    }

    int index(String instant) {
        return grid.indexOf(Instant.parse(instant).getEpochSecond());
    }

    Building building() {
        return new Building(
                new BuildingId("b1"), new SiteId("s1"), zone, LoadKind.BUILDING, useType, "Office", 1000, false);
    }

    BuildingFeatures prepare() {
        return prepare(new FeatureEngine(settings));
    }

    BuildingFeatures prepare(FeatureEngine engine) {
        return engine.prepare(input(0, site(0)));
    }

    /** The same readings on a grid that begins later. */
    BuildingFeatures prepareFrom(int firstIndex) {
        return new FeatureEngine(settings).prepare(input(firstIndex, site(firstIndex)));
    }

    SiteContext site(int firstIndex) {
        StepGrid part = new StepGrid(grid.firstStep() + firstIndex, grid.length() - firstIndex, grid.stepSeconds());
        SiteWeather weather = new SiteWeather(grid.firstStep(), observed, issues);
        return new SiteContext(part, zone, new HolidayCalendar(holidays), weather, true, settings);
    }

    BuildingInput input(int firstIndex, SiteContext site) {
        return new BuildingInput(
                building(),
                Arrays.copyOfRange(kwh, firstIndex, kwh.length),
                Arrays.copyOfRange(flags, firstIndex, flags.length),
                site);
    }

    /** All leads of an origin. */
    RowBatch allLeads(int origin) {
        RowBatch rows = new RowBatch(settings.horizonSteps());
        for (int lead = settings.delaySteps() + 1; lead <= settings.longestLeadSteps(); lead++) {
            rows.add(origin, lead);
        }
        return rows;
    }
}
