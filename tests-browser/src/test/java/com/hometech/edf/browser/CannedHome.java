package com.hometech.edf.browser;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A home with the outlook of two days. Use and solar have the shapes of a family's and of a roof's; the same every time.
 *
 * @param id building
 * @param zone local time
 * @param today first day of the outlook
 * @param solar whether it has panels
 */
record CannedHome(String id, ZoneId zone, LocalDate today, boolean solar) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NAMES = List.of("today", "tomorrow");

    /** An hour of a day. */
    private record Hour(ZonedDateTime from, ZonedDateTime to, double use, double sun) {
        double surplus() {
            return Math.max(0, sun - use);
        }
    }

    static CannedHome sunny() {
        return new CannedHome("home-3", ZoneId.of("Europe/Madrid"), LocalDate.parse("2026-06-10"), true);
    }

    static CannedHome withoutSolar() {
        return new CannedHome("home-4", ZoneId.of("Europe/Madrid"), LocalDate.parse("2026-06-10"), false);
    }

    CannedHome on(String day) {
        return new CannedHome(id, zone, LocalDate.parse(day), solar);
    }

    /** The time at which it is looked at: 10:20 of today. */
    Instant now() {
        return today.atTime(10, 20).atZone(zone).toInstant();
    }

    /** Lets a server know this home, and it only. */
    void on(CannedServer server) {
        server.answer("/v1/me", Canned.caller("resident-7", "Sunny Street", 1, 0, false, "edf/homes.read"));
        ObjectNode homes = JSON.createObjectNode();
        homes.putArray("homes")
                .addObject()
                .put("building_id", id)
                .put("time_zone", zone.getId())
                .put("has_solar", solar);
        server.answer("/v1/homes", homes);
        server.answer(path("outlook"), outlook());
        server.answer(path("anomalies"), CannedAnomalies.none());
        server.answer(
                path("best-times"),
                request -> Answer.json(bestTimes(
                        Integer.parseInt(request.query().get("duration_minutes")),
                        Double.parseDouble(request.query().get("energy_kwh")))));
    }

    String path(String last) {
        return "/v1/homes/" + id + "/" + last;
    }

    ObjectNode outlook() {
        ObjectNode outlook = JSON.createObjectNode();
        outlook.put("building_id", id)
                .put("time_zone", zone.getId())
                .put("issued_at", text(today.atTime(7, 0).atZone(zone)))
                .put("status", "current")
                .put(
                        "message",
                        solar
                                ? "Tomorrow brings more sun than today: run what can wait around midday."
                                : "You will use about as much tomorrow as today.")
                .put("has_solar", solar);
        outlook.putObject("confidence")
                .put("level", "medium")
                .put("text", "Fairly sure: days like these were usually right within a fifth.");
        ArrayNode days = outlook.putArray("days");
        for (int day = 0; day < NAMES.size(); day++) {
            days.add(day(day));
        }
        return outlook;
    }

    private ObjectNode day(int index) {
        List<Hour> hours = hours(today.plusDays(index), index == 0 ? 0.7 : 1);
        ObjectNode day = JSON.createObjectNode();
        day.put("date", today.plusDays(index).toString())
                .put("name", NAMES.get(index))
                .put("complete", true);
        day.set("use", energy(hours.stream().mapToDouble(Hour::use).sum(), 0.15));
        double surplus = hours.stream().mapToDouble(Hour::surplus).sum();
        if (solar) {
            day.set("solar", energy(hours.stream().mapToDouble(Hour::sun).sum(), 0.2));
            day.put("surplus_kwh", rounded(surplus));
        } else {
            day.putNull("solar").putNull("surplus_kwh");
        }
        ArrayNode surplusHours = day.putArray("surplus_hours");
        List<Hour> spare =
                hours.stream().filter(hour -> solar && hour.surplus() > 0.05).toList();
        if (!spare.isEmpty()) {
            surplusHours
                    .addObject()
                    .put("from", text(spare.get(0).from()))
                    .put("to", text(spare.get(spare.size() - 1).to()))
                    .put("kwh", rounded(surplus));
        }
        ArrayNode all = day.putArray("hours");
        hours.forEach(hour -> all.add(hour(hour)));
        return day;
    }

    private ObjectNode hour(Hour hour) {
        ObjectNode node = JSON.createObjectNode();
        node.put("from", text(hour.from())).put("to", text(hour.to()));
        node.set("use", energy(hour.use(), 0.35));
        if (solar) {
            node.set("solar", energy(hour.sun(), 0.3));
            node.put("surplus_kwh", rounded(hour.surplus()));
        } else {
            node.putNull("solar").putNull("surplus_kwh");
        }
        return node;
    }

    /** Hour by hour of the time line: 23 or 25 on days on which clocks change. */
    private List<Hour> hours(LocalDate day, double weather) {
        List<Hour> hours = new ArrayList<>();
        ZonedDateTime end = day.plusDays(1).atStartOfDay(zone);
        for (ZonedDateTime from = day.atStartOfDay(zone); from.isBefore(end); from = from.plus(1, ChronoUnit.HOURS)) {
            double clock = from.getHour() + 0.5;
            double use = 0.25 + 0.5 * bump(clock, 8, 1.5) + 1.1 * bump(clock, 20.5, 2.2) + 0.3 * bump(clock, 14, 1.6);
            double sun = 2.4 * weather * Math.max(0, Math.sin(Math.PI * (clock - 7) / 14.5));
            hours.add(new Hour(from, from.plus(1, ChronoUnit.HOURS), use, clock > 7 && clock < 21.5 ? sun : 0));
        }
        return hours;
    }

    private static double bump(double at, double centre, double width) {
        return Math.exp(-Math.pow((at - centre) / width, 2));
    }

    private ObjectNode bestTimes(int minutes, double kwh) {
        ObjectNode best = JSON.createObjectNode();
        best.put("building_id", id)
                .put("time_zone", zone.getId())
                .put("issued_at", text(today.atTime(7, 0).atZone(zone)))
                .put("has_solar", solar)
                .put("message", "Tomorrow around midday most of it comes from your roof.");
        ArrayNode windows = best.putArray("windows");
        window(windows, today.plusDays(1).atTime(12, 30).atZone(zone), minutes, kwh, 0.97);
        window(windows, today.atTime(13, 0).atZone(zone), minutes, kwh, 0.81);
        window(windows, today.plusDays(1).atTime(9, 30).atZone(zone), minutes, kwh, 0.46);
        return best;
    }

    private static void window(ArrayNode windows, ZonedDateTime from, int minutes, double kwh, double share) {
        windows.addObject()
                .put("from", text(from))
                .put("to", text(from.plusMinutes(minutes)))
                .put("solar_percent", rounded(100 * share))
                .put("solar_kwh", rounded(kwh * share))
                .put("grid_kwh", rounded(kwh * (1 - share)));
    }

    private static ObjectNode energy(double kwh, double spread) {
        return JSON.createObjectNode()
                .put("kwh", rounded(kwh))
                .put("lower_kwh", rounded(kwh * (1 - spread)))
                .put("upper_kwh", rounded(kwh * (1 + spread)));
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    private static String text(ZonedDateTime time) {
        OffsetDateTime local = time.toOffsetDateTime();
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(local);
    }
}
