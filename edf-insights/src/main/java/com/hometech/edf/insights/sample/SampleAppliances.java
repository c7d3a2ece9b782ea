package com.hometech.edf.insights.sample;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Makes hourly readings of the appliances of an imaginary home, with times in its local time and offset: a refrigerator, a
 * heat pump, machines that run now and then, what stands by, and what goes wrong in a home: a freezer whose door stood open,
 * a day without readings, a meter that stood still, and a few lines that cannot be right. The same seed gives the same bytes.
 */
public final class SampleAppliances {
    private static final LocalDate FIRST = LocalDate.of(2024, 8, 26);
    private static final int DAYS = 98;
    private static final LocalDate OPEN_DOOR = LocalDate.of(2024, 11, 19);
    private static final LocalDate NO_READINGS = LocalDate.of(2024, 11, 6);
    private static final LocalDate STANDSTILL = LocalDate.of(2024, 10, 15);
    private static final int STANDSTILL_HOURS = 30;

    private final ZoneId zone;
    private final SplittableRandom random;
    private final StringBuilder csv = new StringBuilder("timestamp,appliance,kwh\n");

    private SampleAppliances(ZoneId zone, long seed) {
        this.zone = zone;
        random = new SplittableRandom(seed);
    }

    /** The file as CSV with the columns timestamp, appliance, kwh. */
    public static String csv(ZoneId zone, long seed) {
        return new SampleAppliances(zone, seed).make();
    }

    private String make() {
        ZonedDateTime end = FIRST.plusDays(DAYS).atStartOfDay(zone);
        Washing washing = new Washing();
        for (ZonedDateTime time = FIRST.atStartOfDay(zone); time.isBefore(end); time = time.plusHours(1)) {
            if (time.getHour() == 0) {
                washing.plan(time.toLocalDate());
            }
            if (!time.toLocalDate().equals(NO_READINGS)) {
                hour(time, washing);
            }
        }
        for (String wrong : List.of(
                "2024-11-20T25:00,Fridge,0.05",
                "2024-11-20T10:00+01:00,Washing machine,-0.4",
                "2024-11-20T11:00+01:00,Television,820",
                "2024-11-20T12:00+01:00,Television,n/a")) {
            csv.append(wrong).append('\n');
        }
        return csv.toString();
    }

    private void hour(ZonedDateTime time, Washing washing) {
        int hour = time.getHour();
        boolean weekend = isWeekend(time.toLocalDate());
        double winter = Math.max(
                0,
                Math.min(
                        1, (time.toLocalDate().toEpochDay() - FIRST.plusDays(20).toEpochDay()) / 60.0));
        boolean openDoor = time.toLocalDate().equals(OPEN_DOOR);
        put(time, "Fridge", isStandstill(time) ? 0.038 : 0.034 * noise(0.12) * (hour >= 17 && hour <= 20 ? 1.25 : 1));
        put(time, "Freezer", 0.045 * noise(0.1) * (openDoor ? 5 : 1));
        put(time, "Heat pump", 0.04 + winter * (0.55 + (hour >= 5 && hour <= 8 ? 0.5 : 0)) * noise(0.25));
        put(time, "Water heater", (hour == 6 || hour == 19 ? 1.1 : 0.05) * noise(0.15) * (weekend ? 1.15 : 1));
        put(
                time,
                "Television",
                hour >= 19 && hour <= (weekend ? 23 : 22) && random.nextDouble() < 0.8 ? 0.11 * noise(0.1) : 0.009);
        put(time, "Home office", !weekend && hour >= 8 && hour <= 16 ? 0.13 * noise(0.2) : 0.014);
        put(time, "Washing machine", washing.washer(hour));
        put(time, "Dryer", washing.dryer(hour));
        put(time, "Dishwasher", washing.dishwasher(hour));
        put(time, "Router", 0.011);
    }

    private boolean isStandstill(ZonedDateTime time) {
        LocalDateTime local = time.toLocalDateTime();
        LocalDateTime from = STANDSTILL.atTime(9, 0);
        return !local.isBefore(from) && local.isBefore(from.plusHours(STANDSTILL_HOURS));
    }

    private static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private double noise(double share) {
        return 1 + share * (2 * random.nextDouble() - 1);
    }

    private void put(ZonedDateTime time, String appliance, double kwh) {
        csv.append(time.toOffsetDateTime())
                .append(',')
                .append(appliance)
                .append(',')
                .append(String.format(Locale.ROOT, "%.4f", kwh))
                .append('\n');
    }

    /** When the machines run on a day. */
    private final class Washing {
        private static final int NEVER = -9;

        private int washAt = NEVER;
        private int dryAt = NEVER;
        private int dishesAt = NEVER;

        void plan(LocalDate date) {
            boolean washes = isWeekend(date) || random.nextDouble() < 0.2;
            washAt = washes ? 9 + random.nextInt(4) : NEVER;
            dryAt = washes && random.nextDouble() < 0.7 ? washAt + 2 : NEVER;
            dishesAt = random.nextDouble() < 0.75 ? 19 + random.nextInt(2) : NEVER;
        }

        double washer(int hour) {
            return hour == washAt ? 0.6 * noise(0.1) : hour == washAt + 1 ? 0.25 * noise(0.2) : 0.001;
        }

        double dryer(int hour) {
            return hour == dryAt ? 1.4 * noise(0.1) : hour == dryAt + 1 ? 0.5 * noise(0.2) : 0.002;
        }

        double dishwasher(int hour) {
            return hour == dishesAt ? 0.9 * noise(0.1) : 0.001;
        }
    }
}
