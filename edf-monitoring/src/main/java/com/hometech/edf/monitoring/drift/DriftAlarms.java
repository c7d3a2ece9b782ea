package com.hometech.edf.monitoring.drift;

import com.hometech.edf.common.domain.HolidayCalendar;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.data.page.Numbers;
import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.data.watch.Alarm.Remedy;
import com.hometech.edf.data.watch.Alarm.Scope;
import com.hometech.edf.monitoring.drift.DriftSummary.SiteDrift;
import com.hometech.edf.monitoring.drift.DriftSummary.VariableDrift;
import com.hometech.edf.monitoring.drift.HolidayRule.Doubt;
import com.hometech.edf.monitoring.drift.WeatherRule.Standstill;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes alarms of findings. What many buildings of a site show at the same time has one cause, and gives one alarm; what a site
 * shows every year at the same time gives none.
 */
final class DriftAlarms {
    /** A meter whose readings are a multiple of what they were. */
    static final String METER_LEVEL = "meter_level";
    /** Buildings that use much more, or much less, than they did. */
    static final String DEMAND_LEVEL = "demand_level";
    /** Readings that are an hour early or late. */
    static final String CLOCK_SHIFT = "clock_shift";
    /** A calendar that names a holiday on a wrong day. */
    static final String HOLIDAY_SHIFT = "holiday_shift";
    /** Weather that does not change any more. */
    static final String WEATHER_FROZEN = "weather_frozen";
    /** Weather that is not delivered any more. */
    static final String WEATHER_MISSING = "weather_missing";

    /** Weather that is unlike that of earlier years, by more than weather can be. */
    static final String WEATHER_DRIFT = "weather_drift";
    /** Forecasts made from values that their model never learned. */
    static final String FEATURES_OUTSIDE = "features_outside";
    /** Forecasts whose errors have grown for good. */
    static final String ERROR_GROWN = "error_grown";

    /** So far from earlier years no four weeks of weather are [standard deviations of daily means]. */
    private static final double IMPOSSIBLE_WEATHER = 2.5;

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE d MMM yyyy", Locale.ENGLISH);
    private static final int MOST_NAMES = 5;
    /** Buildings that make a common cause, at least. */
    private static final int FEWEST_ALIKE = 3;
    /** Buildings of a site that are late for some small evidence make a late site. */
    static final double CLOCK_SHARE = 0.4;

    private static final int CLOCK_BUILDINGS = 5;
    /** After that the new hours are usual. */
    private static final int CLOCK_LASTS_DAYS = 28;

    private static final int DAYS_PER_YEAR = 364;
    private static final int SEASON_DAYS = 5;
    private static final double AS_IN_EARLIER_YEARS = 0.5;
    /** Weather may be so much older than readings [days]. */
    private static final int WEATHER_DELAY_DAYS = 2;
    /** Readings of a building that is silent for longer raise no alarms of drift any more [days]. */
    private static final int SILENT_DAYS = 7;

    private final String watch;
    private final double fleetShare;
    private final LocalDate today;
    private final List<Alarm> alarms = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * No alarms yet.
     *
     * @param fleetShare share of a site's buildings that makes a common cause
     * @param today the day on which alarms are raised
     */
    DriftAlarms(String watch, double fleetShare, LocalDate today) {
        this.watch = watch;
        this.fleetShare = fleetShare;
        this.today = today;
    }

    /** All alarms. */
    List<Alarm> alarms() {
        return alarms.stream().sorted().toList();
    }

    /** What was noticed and is no alarm. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /** Takes the findings of a site's buildings. */
    void add(String site, SiteDays days, List<BuildingFinding> findings) {
        List<BuildingFinding> current = findings.stream()
                .filter(finding -> finding.lastDay() > days.lastDay() - SILENT_DAYS)
                .toList();
        for (boolean upwards : new boolean[] {true, false}) {
            levels(
                    site,
                    days,
                    upwards,
                    current.stream()
                            .filter(finding ->
                                    finding.level() != null && finding.level().upwards() == upwards)
                            .toList());
            clocks(
                    site,
                    days,
                    upwards,
                    current.stream()
                            .filter(finding ->
                                    finding.clock() != null && finding.clock().upwards() == upwards)
                            .toList());
        }
    }

    private void levels(String site, SiteDays days, boolean upwards, List<BuildingFinding> found) {
        int judged = days.judged(days.lastDay());
        boolean common = found.size() >= Math.max(FEWEST_ALIKE, fleetShare * judged);
        if (!common) {
            found.forEach(this::level);
            return;
        }
        double share = (double) found.size() / Math.max(found.size(), judged);
        String what = found.size() + " of " + judged + " buildings of " + site + " use much "
                + (upwards ? "more" : "less") + " than in the six weeks before";
        if (inEarlierYears(days, upwards) >= AS_IN_EARLIER_YEARS * share) {
            notes.add(what + ", as at this time of earlier years.");
            return;
        }
        List<BuildingFinding> worst = found.stream()
                .sorted(Comparator.comparingDouble((BuildingFinding finding) -> -Math.abs(Math.log(finding.factor())))
                        .thenComparing(finding -> finding.building().id()))
                .toList();
        add(
                DEMAND_LEVEL,
                Scope.SITE,
                site,
                Quantity.CONSUMPTION,
                since(found, true),
                Remedy.LOOK,
                what + ", since about " + DATE.format(since(found, true)) + ". Most of all: " + names(worst, true)
                        + ".",
                "Look what happened there: a closure, another season, or a fault of the delivery. If it lasts, train again; "
                        + "if readings are wrong, mend and import them again first.");
    }

    private static double inEarlierYears(SiteDays days, boolean upwards) {
        double share = 0;
        for (int year = days.lastDay() - DAYS_PER_YEAR; year - SEASON_DAYS >= days.firstDay(); year -= DAYS_PER_YEAR) {
            for (int day = year - SEASON_DAYS; day <= year + SEASON_DAYS; day++) {
                share = Math.max(share, days.levelShare(day, upwards));
            }
        }
        return share;
    }

    private void level(BuildingFinding finding) {
        Episode episode = finding.level();
        if (episode == null) {
            return;
        }
        String times = Numbers.fixed(finding.factor(), 2) + " times";
        LocalDate since = LocalDate.ofEpochDay(episode.since());
        String id = finding.building().id().value();
        if (finding.alike()) {
            add(
                    METER_LEVEL,
                    Scope.BUILDING,
                    id,
                    Quantity.CONSUMPTION,
                    since,
                    Remedy.REPAIR_DATA,
                    "Readings of " + id + " have been " + times + " what they were in the six weeks before, since "
                            + DATE.format(since) + ". All hours of the day moved alike, nights too.",
                    "Ask whether the meter, its transformer ratio or its unit was changed. If so, import corrected readings; do "
                            + "not train on these.");
        } else {
            add(
                    DEMAND_LEVEL,
                    Scope.BUILDING,
                    id,
                    Quantity.CONSUMPTION,
                    since,
                    Remedy.LOOK,
                    "Building " + id + " has used " + times + " what it did in the six weeks before, since "
                            + DATE.format(since) + ". Some hours of the day moved more than others.",
                    "Ask what changed in the building. Forecasts follow within weeks; train again if it stays.");
        }
    }

    private void clocks(String site, SiteDays days, boolean late, List<BuildingFinding> found) {
        int judged = days.judged(days.lastDay());
        double share = days.clockShare(days.lastDay(), late);
        boolean common = isClockOfSite(days, late) || found.size() >= Math.max(FEWEST_ALIKE, fleetShare * judged);
        String off = late ? "an hour later" : "an hour earlier";
        if (!common) {
            for (BuildingFinding finding : found) {
                Episode episode = finding.clock();
                if (episode != null) {
                    LocalDate since = LocalDate.ofEpochDay(episode.since());
                    String id = finding.building().id().value();
                    add(
                            CLOCK_SHIFT,
                            Scope.BUILDING,
                            id,
                            Quantity.CONSUMPTION,
                            since,
                            Remedy.REPAIR_DATA,
                            "The daily profile of " + id + " has come " + off + " than in the weeks before, since "
                                    + DATE.format(since) + ".",
                            "Look whether the meter's clock or the time zone of its delivery changed; import readings with the "
                                    + "right times. If the building's hours of use changed, nothing is to be done.");
                }
            }
            return;
        }
        LocalDate since = found.isEmpty() ? LocalDate.ofEpochDay(days.lastDay() - 1L) : since(found, false);
        add(
                CLOCK_SHIFT,
                Scope.SITE,
                site,
                Quantity.CONSUMPTION,
                since,
                Remedy.REPAIR_DATA,
                "The daily profiles of " + Numbers.percent(share, 0) + " of " + judged + " buildings of " + site
                        + " have come " + off + " than in the weeks before, since about " + DATE.format(since) + "."
                        + (found.isEmpty() ? "" : " Most clearly: " + names(found, false) + "."),
                "Look whether the time zone or summer time of the delivery changed; import readings with the right times.");
    }

    /** Whether a site's clock was found to be wrong, and half as many buildings have said so ever since. */
    private static boolean isClockOfSite(SiteDays days, boolean late) {
        boolean found = false;
        for (int day = days.lastDay();
                !found
                        && day > days.lastDay() - CLOCK_LASTS_DAYS
                        && days.judged(day) >= CLOCK_BUILDINGS
                        && days.clockShare(day, late) >= CLOCK_SHARE / 2;
                day--) {
            found = days.clockShare(day, late) >= CLOCK_SHARE;
        }
        return found;
    }

    /** Takes what a site's days of rest say about its calendar. */
    void add(String site, SiteDays days, HolidayCalendar calendar) {
        Doubt doubt = days.lastDay() == Integer.MIN_VALUE ? null : new HolidayRule(days, calendar).doubt();
        if (doubt == null) {
            return;
        }
        String text = doubt.worked()
                ? "The calendar of " + site + " names " + DATE.format(doubt.named()) + " as " + doubt.name()
                        + ", but its buildings worked as on any working day, and kept this holiday in earlier years."
                : "The buildings of " + site + " rested on " + DATE.format(doubt.day())
                        + " as on a Sunday, which the calendar does not name as a holiday. It names "
                        + DATE.format(doubt.named()) + " as " + doubt.name() + ".";
        add(
                HOLIDAY_SHIFT,
                Scope.SITE,
                site,
                null,
                doubt.day(),
                Remedy.REPAIR_DATA,
                text,
                "Look up when the holiday is, correct calendar.csv and import it again: forecasts near a holiday follow the "
                        + "calendar.");
    }

    /** Takes what a site's weather says about itself. */
    void add(String site, SiteWeatherDays weather, int lastReadings) {
        Standstill still = WeatherRule.of(weather);
        if (still != null) {
            LocalDate since = LocalDate.ofEpochDay(still.since());
            add(
                    WEATHER_FROZEN,
                    Scope.SITE,
                    site,
                    null,
                    since,
                    Remedy.REPAIR_DATA,
                    (still.repeated()
                                    ? "The temperatures of " + site
                                            + " repeat those of the day before, hour by hour, for "
                                    : "The temperature of " + site + " has not changed at all for ")
                            + still.hours() + " hours, since " + DATE.format(since)
                            + "; the longest such stretch before was "
                            + still.longest() + " hours.",
                    "Ask the source of the weather, and import the real weather once it is there. Forecasts rely on it.");
        }
        if (weather.lastDay() < lastReadings - WEATHER_DELAY_DAYS) {
            LocalDate since = LocalDate.ofEpochDay(weather.lastDay() + 1L);
            add(
                    WEATHER_MISSING,
                    Scope.SITE,
                    site,
                    null,
                    since,
                    Remedy.REPAIR_DATA,
                    "There is no weather of " + site + " since " + DATE.format(since)
                            + ", but there are readings until " + DATE.format(LocalDate.ofEpochDay(lastReadings)) + ".",
                    "Ask the source of the weather. Until it is there, forecasts are made without observed weather.");
        }
    }

    /** Takes the errors of issued forecasts. */
    void add(ErrorDrift errors) {
        LocalDate since = errors.since();
        if (!errors.grown() || since == null) {
            return;
        }
        String text = "The error of all forecasts of " + errors.quantity().noun() + " has grown: WAPE "
                + Numbers.fixed(errors.recent(), 1) + " % since " + DATE.format(since) + ", "
                + Numbers.fixed(errors.usual(), 1) + " % in the eight weeks before.";
        if (errors.worn()) {
            add(
                    ERROR_GROWN,
                    Scope.FLEET,
                    "",
                    errors.quantity(),
                    since,
                    Remedy.RETRAIN,
                    text + " Plain forecasts did not get worse as much.",
                    "If other alarms name wrong data, mend them first. If not, train again: people or buildings behave differently.");
        } else {
            notes.add(text + " Plain forecasts got worse as much, so this is no reason to train again.");
        }
    }

    /** Takes what the newest forecasts were made from; what is alarming becomes one alarm for each quantity. */
    void add(List<FeatureDrift> features) {
        for (Quantity quantity : Quantity.values()) {
            List<FeatureDrift> alarming = features.stream()
                    .filter(feature -> feature.quantity() == quantity && feature.isAlarming())
                    .sorted(Comparator.comparing((FeatureDrift feature) -> !feature.defect())
                            .thenComparing(FeatureDrift::excess, Comparator.reverseOrder())
                            .thenComparing(FeatureDrift::feature))
                    .toList();
            if (!alarming.isEmpty()) {
                LocalDate since = alarming.stream()
                        .map(FeatureDrift::since)
                        .min(Comparator.naturalOrder())
                        .orElseThrow();
                List<String> texts = alarming.subList(0, Math.min(MOST_NAMES, alarming.size())).stream()
                        .map(DriftText::beyond)
                        .toList();
                add(
                        FEATURES_OUTSIDE,
                        Scope.FLEET,
                        "",
                        quantity,
                        since,
                        Remedy.LOOK,
                        "Forecasts of " + quantity.noun()
                                + " have been made from values that their model never learned, since "
                                + DATE.format(since) + ": " + String.join("; ", texts)
                                + (alarming.size() > MOST_NAMES ? "; and more." : "."),
                        alarming.get(0).defect()
                                ? "A feature that can only be 0 or 1 has another value: look at the delivery it follows from; if that "
                                        + "is right, it is a defect of the program, to be reported."
                                : "Look whether the readings or the weather behind them are right. If they are, forecasts answer as at the "
                                        + "end of what they know: train again once some weeks of it are known.");
            }
        }
    }

    /** Takes the weather of the last weeks beside that of earlier years. */
    void add(SiteDrift site) {
        for (VariableDrift variable : site.weather()) {
            SeasonDrift season = variable.season();
            LocalDate last = site.lastDay();
            if (season.moved() && last != null) {
                String text = "The " + WeatherWords.name(variable.name()) + " of " + site.site()
                        + " in the last four weeks was unlike the same weeks of "
                        + years(season.years()) + ": " + Numbers.significant(season.mean()) + " on average, "
                        + Numbers.significant(season.referenceMean()) + " then (distance "
                        + Numbers.fixed(season.distance(), 1) + " standard deviations, "
                        + Numbers.fixed(season.threshold(), 1) + " is usual).";
                if (season.distance() >= IMPOSSIBLE_WEATHER) {
                    add(
                            WEATHER_DRIFT,
                            Scope.SITE,
                            site.site(),
                            null,
                            last.minusDays(SeasonDrift.CHUNK_DAYS - 1L),
                            Remedy.LOOK,
                            text,
                            "Look whether the unit, the station or the source of the weather changed. If the weather really was "
                                    + "so, nothing is to be done.");
                    return;
                } else {
                    notes.add(text);
                }
            }
        }
    }

    private static String years(int years) {
        return years == 1 ? "the year before" : "the " + years + " years before";
    }

    private static LocalDate since(List<BuildingFinding> found, boolean level) {
        int[] days = found.stream()
                .map(finding -> level ? finding.level() : finding.clock())
                .mapToInt(episode -> episode == null ? 0 : episode.since())
                .sorted()
                .toArray();
        return LocalDate.ofEpochDay(days[days.length / 2]);
    }

    private static String names(List<BuildingFinding> found, boolean factors) {
        List<String> names = new ArrayList<>();
        for (BuildingFinding finding : found.subList(0, Math.min(MOST_NAMES, found.size()))) {
            names.add(finding.building().id() + (factors ? " (" + Numbers.fixed(finding.factor(), 2) + " times)" : ""));
        }
        return String.join(", ", names) + (found.size() > MOST_NAMES ? ", …" : "");
    }

    private void add(
            String kind,
            Scope scope,
            String subject,
            @Nullable Quantity quantity,
            LocalDate since,
            Remedy remedy,
            String text,
            String advice) {
        alarms.add(new Alarm(watch, kind, scope, subject, quantity, since, today, remedy, text, advice));
    }
}
