package com.hometech.edf.api.home;

import com.fasterxml.jackson.core.JsonGenerator;
import com.hometech.edf.api.access.Access;
import com.hometech.edf.api.home.HomeDay.Surplus;
import com.hometech.edf.api.home.HomeForecasts.HomeForecast;
import com.hometech.edf.api.http.Answer;
import com.hometech.edf.api.http.Call;
import com.hometech.edf.api.http.Handler;
import com.hometech.edf.api.http.Json;
import com.hometech.edf.api.http.Representation;
import com.hometech.edf.common.domain.Building;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** {@code getHomeOutlook}: predicted use against predicted solar, by local days. */
public final class GetHomeOutlook implements Handler {
    private static final Duration MAX_AGE = Duration.ofMinutes(1);
    /** A run is made every day, and takes its time. */
    private static final Duration LATE = Duration.ofHours(26);

    private static final List<String> NAMES = List.of("today", "tomorrow", "day_after");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final Access access;
    private final HomeForecasts forecasts;
    private final Clock clock;

    public GetHomeOutlook(Access access, HomeForecasts forecasts, Clock clock) {
        this.access = access;
        this.forecasts = forecasts;
        this.clock = clock;
    }

    /** What a resident is told depends on the day, and on whether the forecast is late. */
    private record Key(Building home, long quarterOfAnHour) {}

    /** What is told besides the days. */
    private record Outlook(LocalDate today, String status, String message, Confidence confidence) {}

    @Override
    public Answer answer(Call call) {
        Building home = access.building(call);
        Instant now = clock.instant();
        return Answer.kept(new Key(home, now.getEpochSecond() / Slots.SECONDS), MAX_AGE, () -> represent(home, now));
    }

    private Representation represent(Building home, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, home.zone());
        HomeForecast forecast = forecasts.read(home, today, today.plusDays(NAMES.size()));
        List<HomeDay> days = days(home, today, forecast.hours());
        Outlook outlook = outlook(forecast, days, today, now);
        return Json.representation(json -> write(json, home, forecast, days, outlook));
    }

    private List<HomeDay> days(Building home, LocalDate today, List<HomeHour> hours) {
        List<HomeDay> days = new ArrayList<>();
        for (int ahead = 0; ahead < NAMES.size(); ahead++) {
            LocalDate date = today.plusDays(ahead);
            List<HomeHour> ofDay = hours.stream()
                    .filter(hour -> hour.from().toLocalDate().equals(date))
                    .toList();
            if (!ofDay.isEmpty()) {
                days.add(HomeDay.of(date, home.zone(), ofDay, forecasts::correlation));
            }
        }
        return days;
    }

    private static Outlook outlook(HomeForecast forecast, List<HomeDay> days, LocalDate today, Instant now) {
        boolean learning = !days.isEmpty() && Confidence.isLearning(forecast.hours());
        Confidence confidence = Confidence.of(days, learning);
        if (forecast.newestIssue().isEmpty() || days.isEmpty()) {
            return new Outlook(today, "none", "There is no forecast for your home yet.", confidence);
        }
        if (forecast.newestIssue().get().plus(LATE).isBefore(now)) {
            return new Outlook(
                    today, "late", "Today's forecast is late; this is the last one that was made.", confidence);
        }
        return learning
                ? new Outlook(
                        today,
                        "learning",
                        "We are still getting to know your home; this is a first estimate.",
                        confidence)
                : new Outlook(today, "current", message(days, today), confidence);
    }

    /** About tomorrow where it is known: for that one can plan. */
    private static String message(List<HomeDay> days, LocalDate today) {
        HomeDay day = days.stream()
                .filter(candidate -> candidate.complete() && candidate.date().equals(today.plusDays(1)))
                .findFirst()
                .orElse(days.get(0));
        String name = day.date().equals(today)
                ? "Today"
                : day.date().equals(today.plusDays(1)) ? "Tomorrow" : "The day after";
        Optional<Surplus> best = day.surplus().stream().reduce((one, other) -> other.kwh() > one.kwh() ? other : one);
        return best.isEmpty()
                ? "%s you will probably use about %s kWh."
                        .formatted(name, rounded(day.use().kwh()))
                : "%s you will probably have about %s kWh of solar to spare, most of it from %s to %s."
                        .formatted(
                                name,
                                rounded(day.surplusKwh().orElse(0)),
                                CLOCK.format(best.get().from()),
                                CLOCK.format(best.get().to()));
    }

    private static String rounded(double kwh) {
        return String.format(Locale.ROOT, "%.1f", kwh);
    }

    private static void write(
            JsonGenerator json, Building home, HomeForecast forecast, List<HomeDay> days, Outlook outlook)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("building_id", home.id().value());
        json.writeStringField("time_zone", home.zone().getId());
        json.writeStringField(
                "issued_at", forecast.newestIssue().map(Instant::toString).orElse(null));
        json.writeStringField("status", outlook.status());
        json.writeStringField("message", outlook.message());
        json.writeBooleanField("has_solar", forecast.hasSolar());
        json.writeObjectFieldStart("confidence");
        json.writeStringField("level", outlook.confidence().level().code());
        json.writeStringField("text", outlook.confidence().text());
        json.writeEndObject();
        json.writeArrayFieldStart("days");
        for (HomeDay day : days) {
            write(json, day, outlook.today());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, HomeDay day, LocalDate today) throws IOException {
        json.writeStartObject();
        json.writeStringField("date", day.date().toString());
        json.writeStringField("name", NAMES.get(Math.toIntExact(day.date().toEpochDay() - today.toEpochDay())));
        json.writeBooleanField("complete", day.complete());
        json.writeFieldName("use");
        day.use().write(json);
        Energy.write(json, "solar", day.solar());
        writeSurplus(json, day.surplusKwh());
        json.writeArrayFieldStart("surplus_hours");
        for (Surplus surplus : day.surplus()) {
            json.writeStartObject();
            json.writeStringField("from", Slots.text(surplus.from()));
            json.writeStringField("to", Slots.text(surplus.to()));
            json.writeNumberField("kwh", surplus.kwh());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("hours");
        for (HomeHour hour : day.hours()) {
            json.writeStartObject();
            json.writeStringField("from", Slots.text(hour.from()));
            json.writeStringField("to", Slots.text(hour.to()));
            json.writeFieldName("use");
            Energy.of(hour.use()).write(json);
            Energy.write(json, "solar", hour.solar().map(Energy::of));
            writeSurplus(json, hour.surplusKwh());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeSurplus(JsonGenerator json, OptionalDouble kwh) throws IOException {
        Json.writeNumber(json, "surplus_kwh", kwh.orElse(Double.NaN));
    }
}
