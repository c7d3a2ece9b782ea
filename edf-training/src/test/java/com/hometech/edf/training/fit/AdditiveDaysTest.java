package com.hometech.edf.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.HolidayCalendar;
import com.hometech.edf.common.domain.LoadKind;
import com.hometech.edf.common.domain.SiteId;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.domain.UseType;
import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.features.schema.Feature;
import com.hometech.edf.features.schema.FeatureKind;
import com.hometech.edf.features.schema.FeatureSchema;
import com.hometech.edf.features.series.BuildingSeries;
import com.hometech.edf.features.series.SeriesSource;
import com.hometech.edf.features.table.FeatureRow;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.features.table.Readiness;
import com.hometech.edf.features.table.WeatherSource;
import com.hometech.edf.inference.FollowingForecaster;
import com.hometech.edf.inference.artifact.ModelArtifact;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Strategy Prophet with a step of a day: an interval is a local date, stored at its midnight in UTC. */
class AdditiveDaysTest {
    private static final LocalDate START = LocalDate.of(2024, 1, 1);
    private static final int DAYS = 300;
    private static final int HOLIDAY_EVERY = 30;
    private static final SiteId SITE = new SiteId("site");
    private static final String ID = "building";
    private static final FeatureSchema SCHEMA = new FeatureSchema(
            Duration.ofDays(1), List.of(new Feature("lead_hours", FeatureKind.LEAD, "hours from origin to target")));
    private static final EdfConfig CONFIG = ConfigReader.parse("""
            edf_feature_eng: {step: P1D}
            edf_training: {default_strategy: Prophet}
            """, "test");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"America/New_York", "Europe/Berlin", "Pacific/Auckland"})
    void aHolidayIsItsDateWhateverTheZone(String zone) throws IOException {
        TreeMap<LocalDate, String> holidays = new TreeMap<>();
        for (int day = 0; day < DAYS + 10; day++) {
            if (isHoliday(START.plusDays(day))) {
                holidays.put(START.plusDays(day), "Holiday");
            }
        }
        Topology topology = new Topology(
                List.of(new Building(
                        new BuildingId(ID),
                        SITE,
                        ZoneId.of(zone),
                        LoadKind.BUILDING,
                        UseType.OFFICE,
                        "Office",
                        Double.NaN,
                        false)),
                Map.of(SITE, new HolidayCalendar(holidays)));
        SeriesSource series = id -> Optional.of(series());

        ModelArtifact model = new ModelFit(
                        CONFIG, CONFIG.edfTraining(), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), Progress.SILENT)
                .fit(
                        new ModelFit.Data(
                                rows(100, 1), rows(DAYS - 28, 25), series, topology, WeatherSource.OBSERVED_STAND_IN),
                        directory);

        FeatureTable week = rows(DAYS - 3, 1);
        double[] yhat = FollowingForecaster.of(model, series, building -> false)
                .predict(week)
                .yhat();
        assertThat(yhat).hasSize(7);
        for (int row = 0; row < yhat.length; row++) {
            assertThat(yhat[row])
                    .as("%s", Instant.ofEpochSecond(week.targetEpochSecond(row)))
                    .isCloseTo(kwh(START.plusDays(DAYS - 2 + row)), within(2.0));
        }
    }

    private static boolean isHoliday(LocalDate date) {
        return (date.toEpochDay() - START.toEpochDay()) % HOLIDAY_EVERY == 0;
    }

    private static double kwh(LocalDate date) {
        double weekend = date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY ? 20 : 0;
        // so little noise that the model is certain
        return 100 - weekend - (isHoliday(date) ? 40 : 0) + 0.1 * Math.sin(date.toEpochDay() * 17.0);
    }

    private static BuildingSeries series() {
        double[] kwh = new double[DAYS];
        for (int day = 0; day < DAYS; day++) {
            kwh[day] = kwh(START.plusDays(day));
        }
        return new BuildingSeries(ID, START.toEpochDay() * 86_400, 86_400, kwh, new TreeMap<>());
    }

    /** A week of leads from origins on so many days. */
    private static FeatureTable rows(int firstOrigin, int origins) {
        FeatureTable.Builder rows = FeatureTable.builder(SCHEMA);
        for (int origin = firstOrigin; origin < firstOrigin + origins; origin++) {
            for (int lead = 1; lead <= 7; lead++) {
                double kwh = kwh(START.plusDays(origin + lead));
                rows.add(new FeatureRow(
                        ID,
                        START.plusDays(origin).atStartOfDay().toInstant(ZoneOffset.UTC),
                        24f * lead,
                        kwh,
                        100,
                        kwh,
                        kwh,
                        kwh,
                        kwh,
                        Readiness.MODEL,
                        List.of(24f * lead)));
            }
        }
        return rows.build();
    }
}
