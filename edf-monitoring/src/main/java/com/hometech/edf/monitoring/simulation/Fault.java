package com.hometech.edf.monitoring.simulation;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.data.page.Numbers;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that is made wrong with what is delivered; what is true stays as it is.
 *
 * @param kind what is wrong
 * @param building whose readings are wrong; empty where they are not
 * @param first first day of the fault, in UTC; of a holiday the day on which it is in truth
 * @param last last day of the fault, in UTC; of a holiday the day on which the calendar has it, which may be earlier
 * @param factor that readings are multiplied by; 1 where they are not
 */
public record Fault(FaultKind kind, String building, LocalDate first, LocalDate last, double factor) {
    /** How faults are written. */
    public static final String SYNTAX = "meter-times-2:BUILDING:2022-03-07..2022-03-20, "
            + "clock-shifted:BUILDING:2022-06-06..2022-06-19, weather-frozen:2022-05-10..2022-05-24, "
            + "holiday-shifted:2022-08-29 or holiday-shifted:2022-08-29..2022-08-30";

    /** Days until an alarm has to have been raised. */
    public static final int DAYS_TO_FIND = 3;

    private static final Pattern METER = Pattern.compile("meter-times-(\\d+(?:\\.\\d+)?):(.+):([^:]+)");
    private static final Pattern CLOCK = Pattern.compile("clock-shifted:(.+):([^:]+)");
    private static final Pattern WEATHER = Pattern.compile("weather-frozen:([^:]+)");
    private static final Pattern HOLIDAY = Pattern.compile("holiday-shifted:([^:]+)");
    private static final int USUAL_HOLIDAY_SHIFT_DAYS = 7;

    /**
     * Reads a fault such as {@value #SYNTAX}. An end that is left out is that of the simulation.
     *
     * @param simulated last day of the simulation
     * @throws InvalidInputException when the text is no fault
     */
    public static Fault parse(String text, LocalDate simulated) {
        Matcher meter = METER.matcher(text);
        if (meter.matches()) {
            double factor = Double.parseDouble(meter.group(1));
            if (factor == 1 || factor <= 0) {
                throw refused(text, "a factor of " + meter.group(1) + " makes nothing wrong that can be found");
            }
            return period(text, FaultKind.METER_SCALED, meter.group(2), meter.group(3), simulated, factor);
        }
        Matcher clock = CLOCK.matcher(text);
        if (clock.matches()) {
            return period(text, FaultKind.CLOCK_SHIFTED, clock.group(1), clock.group(2), simulated, 1);
        }
        Matcher weather = WEATHER.matcher(text);
        if (weather.matches()) {
            return period(text, FaultKind.WEATHER_FROZEN, "", weather.group(1), simulated, 1);
        }
        Matcher holiday = HOLIDAY.matcher(text);
        if (holiday.matches()) {
            String[] days = holiday.group(1).split("\\.\\.", -1);
            LocalDate day = date(text, days[0]);
            LocalDate shown = days.length > 1 ? date(text, days[1]) : day.plusDays(USUAL_HOLIDAY_SHIFT_DAYS);
            if (shown.equals(day)) {
                throw refused(text, "the holiday stays where it is");
            }
            return new Fault(FaultKind.HOLIDAY_SHIFTED, "", day, shown, 1);
        }
        throw refused(text, "write one such as " + SYNTAX);
    }

    private static Fault period(
            String text, FaultKind kind, String building, String period, LocalDate simulated, double factor) {
        String[] days = period.split("\\.\\.", -1);
        if (days.length != 2) {
            throw refused(text, "write its first and last day as 2022-03-07..2022-03-20");
        }
        LocalDate first = date(text, days[0]);
        LocalDate last = days[1].isEmpty() ? simulated : date(text, days[1]);
        if (last.isBefore(first)) {
            throw refused(text, "it ends before it begins");
        }
        return new Fault(kind, building, first, last, factor);
    }

    private static LocalDate date(String text, String day) {
        try {
            return LocalDate.parse(day);
        } catch (DateTimeException notADate) {
            throw refused(text, "\"" + day + "\" is not a date such as 2022-03-07");
        }
    }

    private static InvalidInputException refused(String text, String why) {
        return new InvalidInputException("--inject " + text + ": " + why);
    }

    /** The first day on which anything is wrong. */
    public LocalDate begin() {
        return last.isBefore(first) ? last : first;
    }

    /** The last day on which anything is wrong. */
    public LocalDate end() {
        return last.isBefore(first) ? first : last;
    }

    /** The same as it is written for {@code --inject}. */
    public String text() {
        return switch (kind) {
            case METER_SCALED -> "meter-times-" + number() + ":" + building + ":" + first + ".." + last;
            case CLOCK_SHIFTED -> "clock-shifted:" + building + ":" + first + ".." + last;
            case WEATHER_FROZEN -> "weather-frozen:" + first + ".." + last;
            case HOLIDAY_SHIFTED -> "holiday-shifted:" + first + ".." + last;
        };
    }

    private String number() {
        return factor == Math.rint(factor) ? Long.toString((long) factor) : Double.toString(factor);
    }

    /** What is wrong, as the end of a sentence: {@code the meter of b1 counts 2 times too much}. */
    public String words() {
        return switch (kind) {
            case METER_SCALED ->
                "the meter of " + building + " delivers " + Numbers.fixed(factor, factor == Math.rint(factor) ? 0 : 2)
                        + " times what is used";
            case CLOCK_SHIFTED -> "the clock of " + building + "'s meter is an hour fast";
            case WEATHER_FROZEN -> "the weather repeats the same hour, observed and forecast";
            case HOLIDAY_SHIFTED -> "the calendar has the holiday of " + first + " on " + last;
        };
    }
}
