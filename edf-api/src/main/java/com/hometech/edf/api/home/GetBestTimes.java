package com.hometech.edf.api.home;

import com.fasterxml.jackson.core.JsonGenerator;
import com.hometech.edf.api.access.Access;
import com.hometech.edf.api.home.HomeForecasts.HomeForecast;
import com.hometech.edf.api.home.Slots.Window;
import com.hometech.edf.api.http.Answer;
import com.hometech.edf.api.http.Arguments;
import com.hometech.edf.api.http.Call;
import com.hometech.edf.api.http.Handler;
import com.hometech.edf.api.http.Json;
import com.hometech.edf.api.http.ProblemException;
import com.hometech.edf.api.http.Representation;
import com.hometech.edf.common.domain.Building;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** {@code getBestTimes}: when most of an appliance's energy comes from the home's own solar surplus. */
public final class GetBestTimes implements Handler {
    private static final Duration MAX_AGE = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final int PERCENT = 100;
    private static final int SLOT_MINUTES = Slots.SECONDS / 60;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("EEEE 'at' HH:mm", Locale.ENGLISH);

    private final Access access;
    private final HomeForecasts forecasts;
    private final Clock clock;

    public GetBestTimes(Access access, HomeForecasts forecasts, Clock clock) {
        this.access = access;
        this.forecasts = forecasts;
        this.clock = clock;
    }

    /**
     * What is asked.
     *
     * @param earliest not before
     * @param latest to have ended by
     * @param slots how long the appliance runs, in quarters of an hour
     * @param energyKwh what it draws in that time [kWh]
     * @param count windows to answer with
     */
    private record Wish(Building home, Instant earliest, Instant latest, int slots, double energyKwh, int count) {}

    @Override
    public Answer answer(Call call) {
        Wish wish = wish(access.building(call), call.arguments());
        return Answer.kept(wish, MAX_AGE, () -> represent(wish));
    }

    private Wish wish(Building home, Arguments arguments) {
        // the next quarter of an hour at which anything can be started
        Instant now = Instant.ofEpochSecond(
                -Math.floorDiv(-clock.instant().getEpochSecond(), (long) Slots.SECONDS) * Slots.SECONDS);
        Instant earliest = arguments.time("earliest").filter(now::isBefore).orElse(now);
        Instant endOfTomorrow = LocalDate.ofInstant(clock.instant(), home.zone())
                .plusDays(2)
                .atStartOfDay(home.zone())
                .toInstant();
        Instant latest = arguments.time("latest").orElse(endOfTomorrow);
        int minutes = arguments.whole("duration_minutes");
        if (earliest.plus(minutes, ChronoUnit.MINUTES).isAfter(latest)) {
            throw ProblemException.invalid(
                    arguments.has("latest") ? "latest" : "earliest",
                    "leaves no " + minutes + " minutes between " + earliest + " and " + latest
                            + "; choose an earlier start or a later end");
        }
        if (Duration.between(earliest, latest).compareTo(LONGEST) > 0) {
            throw ProblemException.invalid(
                    "latest", "is more than " + LONGEST.toDays() + " days away; choose an earlier one");
        }
        return new Wish(
                home,
                earliest,
                latest,
                minutes / SLOT_MINUTES,
                arguments.decimal("energy_kwh"),
                arguments.whole("count"));
    }

    private Representation represent(Wish wish) {
        LocalDate first = LocalDate.ofInstant(wish.earliest(), wish.home().zone());
        LocalDate last = LocalDate.ofInstant(wish.latest(), wish.home().zone());
        HomeForecast forecast = forecasts.read(wish.home(), first, last.plusDays(1));
        List<Window> windows = new Slots(forecast.hours())
                .best(wish.earliest(), wish.latest(), wish.slots(), wish.energyKwh(), wish.count());
        return Json.representation(json -> write(json, wish, forecast, windows));
    }

    private static void write(JsonGenerator json, Wish wish, HomeForecast forecast, List<Window> windows)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("building_id", wish.home().id().value());
        json.writeStringField("time_zone", wish.home().zone().getId());
        json.writeStringField(
                "issued_at", forecast.newestIssue().map(Instant::toString).orElse(null));
        json.writeBooleanField("has_solar", forecast.hasSolar());
        json.writeStringField("message", message(wish, forecast, windows));
        json.writeArrayFieldStart("windows");
        for (Window window : windows) {
            json.writeStartObject();
            json.writeStringField(
                    "from", Slots.text(window.from().atZone(wish.home().zone())));
            json.writeStringField(
                    "to", Slots.text(window.to().atZone(wish.home().zone())));
            json.writeNumberField("solar_percent", percent(window, wish));
            json.writeNumberField("solar_kwh", window.solarKwh());
            json.writeNumberField("grid_kwh", wish.energyKwh() - window.solarKwh());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static double percent(Window window, Wish wish) {
        return Math.min(PERCENT, PERCENT * window.solarKwh() / wish.energyKwh());
    }

    private static String message(Wish wish, HomeForecast forecast, List<Window> windows) {
        if (!forecast.hasSolar()) {
            return "Without solar panels no time is better than another.";
        }
        if (windows.isEmpty()) {
            return "No solar is expected to be left over in that time.";
        }
        ZonedDateTime from = windows.get(0).from().atZone(wish.home().zone());
        return "The best start is %s: about %d %% of the energy should be your own solar."
                .formatted(CLOCK.format(from), Math.round(percent(windows.get(0), wish)));
    }
}
