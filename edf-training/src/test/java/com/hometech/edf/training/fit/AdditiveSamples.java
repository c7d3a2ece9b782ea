package com.hometech.edf.training.fit;

import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.HolidayCalendar;
import com.hometech.edf.common.domain.LoadKind;
import com.hometech.edf.common.domain.SiteId;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.domain.UseType;
import com.hometech.edf.features.schema.Feature;
import com.hometech.edf.features.schema.FeatureKind;
import com.hometech.edf.features.schema.FeatureSchema;
import com.hometech.edf.features.series.BuildingSeries;
import com.hometech.edf.features.series.SeriesSource;
import com.hometech.edf.features.table.FeatureRow;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.features.table.Readiness;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Buildings in New York that follow the local hour, days off and the temperature, and rows that ask for their forecasts. */
final class AdditiveSamples {
    static final Instant START = Instant.parse("2024-01-01T05:00:00Z");
    static final ZoneId ZONE = ZoneId.of("America/New_York");
    /** A Thursday. */
    static final LocalDate HOLIDAY = LocalDate.of(2024, 7, 4);

    static final FeatureSchema SCHEMA = new FeatureSchema(
            Duration.ofHours(1),
            List.of(
                    new Feature("lead_hours", FeatureKind.LEAD, "hours from origin to target"),
                    new Feature("temperature_c", FeatureKind.WEATHER, "temperature at the target")));

    private static final int HOUR = 3600;
    private static final int LEADS = 72;
    private static final SiteId SITE = new SiteId("site");
    private static final List<LocalDate> HOLIDAYS =
            List.of(LocalDate.of(2024, 1, 15), LocalDate.of(2024, 2, 19), LocalDate.of(2024, 5, 27), HOLIDAY);

    private AdditiveSamples() {}

    static Topology topology(int buildings) {
        TreeMap<LocalDate, String> holidays = new TreeMap<>();
        HOLIDAYS.forEach(date -> holidays.put(date, "Day " + date));
        List<Building> all = new ArrayList<>();
        for (int building = 0; building < buildings; building++) {
            all.add(new Building(
                    new BuildingId(id(building)),
                    SITE,
                    ZONE,
                    LoadKind.BUILDING,
                    UseType.OFFICE,
                    "Office",
                    Double.NaN,
                    false));
        }
        return new Topology(all, Map.of(SITE, new HolidayCalendar(holidays)));
    }

    static String id(int building) {
        return "building-%02d".formatted(building);
    }

    /** Series of the first buildings from the start on, with noise. */
    static SeriesSource series(int buildings, int days) {
        return id -> {
            int building = Integer.parseInt(id.substring(id.length() - 2));
            return building < buildings ? Optional.of(series(building, 0, days)) : Optional.empty();
        };
    }

    static BuildingSeries series(int building, int firstDay, int days) {
        double[] kwh = new double[days * 24];
        float[] temperature = new float[days * 24];
        long first = START.getEpochSecond() + firstDay * 24L * HOUR;
        for (int index = 0; index < kwh.length; index++) {
            kwh[index] = kwh(building, first + (long) index * HOUR);
            temperature[index] = temperature(first + (long) index * HOUR);
        }
        return new BuildingSeries(id(building), first, HOUR, kwh, new TreeMap<>(Map.of("temperature_c", temperature)));
    }

    /** All leads of one origin a day, at midnight of the zone's winter. */
    static FeatureTable rows(int buildings, int firstDay, int days) {
        return rows(buildings, firstDay, days, false);
    }

    /** @param blind whether no weather is known */
    static FeatureTable rows(int buildings, int firstDay, int days, boolean blind) {
        return rows(IntStream.range(0, buildings), firstDay, days, blind);
    }

    /** The rows of one building. */
    static FeatureTable rowsOf(int building, int firstDay, int days) {
        return rows(IntStream.of(building), firstDay, days, false);
    }

    private static FeatureTable rows(IntStream buildings, int firstDay, int days, boolean blind) {
        FeatureTable.Builder rows = FeatureTable.builder(SCHEMA);
        for (int building : buildings.toArray()) {
            for (int day = firstDay; day < firstDay + days; day++) {
                long origin = START.getEpochSecond() + day * 24L * HOUR - HOUR;
                for (int lead = 1; lead <= LEADS; lead++) {
                    long target = origin + (long) lead * HOUR;
                    double week = kwh(building, target - 168L * HOUR);
                    rows.add(new FeatureRow(
                            id(building),
                            Instant.ofEpochSecond(origin),
                            lead,
                            kwh(building, target),
                            level(building),
                            week,
                            week,
                            week,
                            week,
                            Readiness.MODEL,
                            List.of((float) lead, blind ? Float.NaN : temperature(target))));
                }
            }
        }
        return rows.build();
    }

    static double level(int building) {
        return Math.pow(10, building % 3);
    }

    static double kwh(int building, long epochSecond) {
        double noise = 0.05 * new Random(epochSecond * 31 + building).nextGaussian();
        return level(building) * (expected(epochSecond) + noise);
    }

    /** What a building uses at a time without noise, as a multiple of its level. */
    static double expected(long epochSecond) {
        ZonedDateTime local = Instant.ofEpochSecond(epochSecond).atZone(ZONE);
        LocalDate date = local.toLocalDate();
        boolean off = date.getDayOfWeek() == DayOfWeek.SATURDAY
                || date.getDayOfWeek() == DayOfWeek.SUNDAY
                || HOLIDAYS.contains(date);
        double hour = 1 - Math.cos(2 * Math.PI * local.getHour() / 24);
        return 1 + (off ? 0.1 : 0.5) * hour + 0.02 * temperature(epochSecond);
    }

    static float temperature(long epochSecond) {
        double day = epochSecond / 86_400.0;
        return (float) (10 + 8 * Math.sin(day / 7.2) + 3 * Math.sin(2 * Math.PI * day));
    }
}
