package com.hometech.edf.browser;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What the API answers grid operators, and those who decide about models. The same every time. */
final class Canned {
    static final Instant ISSUED = Instant.parse("2026-03-02T05:00:00Z");
    static final Instant NOW = Instant.parse("2026-03-02T09:20:00Z");
    static final String GROUP = "EDFBuildingDemandForecaster";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> BUILDINGS = List.of("clinic-1", "office-12", "school-7", "school-8");

    private Canned() {}

    static ObjectNode caller(
            String subject, String tenant, int buildings, int areas, boolean decides, String... scopes) {
        ObjectNode caller = JSON.createObjectNode().put("subject", subject).put("tenant", tenant);
        ArrayNode list = caller.putArray("scopes");
        List.of(scopes).forEach(list::add);
        return caller.put("buildings", buildings).put("areas", areas).put("may_decide_models", decides);
    }

    // ---- grid ----

    /** Lets a server know two areas and four buildings, one of them with solar. */
    static void grid(CannedServer server) {
        server.answer("/v1/me", caller("dso-north", "Grid North", BUILDINGS.size(), 2, false, "edf/forecasts.read"));
        ObjectNode areas = page();
        areas.withArray("items")
                .addObject()
                .put("area_id", "mine")
                .put("name", "All my buildings")
                .put("kind", "portfolio")
                .put("buildings", 4);
        areas.withArray("items")
                .addObject()
                .put("area_id", "feeder-12")
                .put("name", "Feeder 12")
                .put("kind", "grid_area")
                .put("buildings", 2);
        server.answer("/v1/areas", areas);
        server.answer(
                "/v1/buildings",
                request -> Answer.json(buildings(request.query().get("area_id"))));
        for (String area : List.of("mine", "feeder-12")) {
            server.answer("/v1/areas/" + area + "/forecast", request -> forecast(request, area, true));
            server.answer("/v1/areas/" + area + "/anomalies", request -> Answer.json(anomalies(request, BUILDINGS)));
            server.answer(
                    "/v1/areas/" + area + "/accuracy",
                    request -> Answer.json(accuracy(request.query().get("quantity"), 4)));
        }
        for (String building : BUILDINGS) {
            server.answer("/v1/buildings/" + building + "/forecast", request -> forecast(request, building, false));
            server.answer(
                    "/v1/buildings/" + building + "/anomalies",
                    request -> Answer.json(anomalies(request, List.of(building))));
            server.answer(
                    "/v1/buildings/" + building + "/accuracy",
                    request -> Answer.json(accuracy(request.query().get("quantity"), 1)));
        }
        server.answer("/v1/models/" + GROUP + "/3", model(3, "APPROVED", true));
    }

    /** Each building had a high one the day before, and a low one a week ago that is listed where low ones are asked for. */
    private static ObjectNode anomalies(CannedServer.Request request, List<String> buildings) {
        List<ObjectNode> items = new ArrayList<>();
        if (!"solar".equals(request.query().get("quantity"))) {
            buildings.forEach(
                    each -> items.add(CannedAnomalies.spike(each, ISSUED.minus(12, ChronoUnit.HOURS), "high")));
            if ("low".equals(request.query().get("severity"))) {
                buildings.forEach(
                        each -> items.add(CannedAnomalies.spike(each, ISSUED.minus(7, ChronoUnit.DAYS), "low")));
            }
        }
        return CannedAnomalies.page(items);
    }

    private static ObjectNode page() {
        ObjectNode page = JSON.createObjectNode();
        page.putArray("items");
        return page.putNull("next_cursor");
    }

    private static ObjectNode buildings(String area) {
        ObjectNode page = page();
        for (String building : "feeder-12".equals(area) ? BUILDINGS.subList(2, 4) : BUILDINGS) {
            page.withArray("items")
                    .addObject()
                    .put("building_id", building)
                    .put("site_id", "cambridge")
                    .put("time_zone", "Europe/London")
                    .put("load_kind", "BUILDING")
                    .put(
                            "use_type",
                            building.startsWith("school")
                                    ? "education"
                                    : building.startsWith("clinic") ? "healthcare" : "office")
                    .put("floor_area_m2", 5200)
                    .putNull("latitude")
                    .putNull("longitude");
        }
        return page;
    }

    private static Answer forecast(CannedServer.Request request, String id, boolean area) {
        String quantity = request.query().getOrDefault("quantity", "consumption");
        if (request.headers().getOrDefault("Accept", "").equals("text/csv")) {
            return Answer.csv("building_id,timestamp,yhat\n" + id + "," + ISSUED + ",21.4\n");
        }
        return Answer.json(
                area ? areaForecast(id, quantity) : buildingForecast(id, quantity, "Europe/London", ISSUED, 72));
    }

    static ObjectNode buildingForecast(String id, String quantity, String zone, Instant from, int hours) {
        ObjectNode forecast = forecast(quantity, from).put("building_id", id).put("time_zone", zone);
        boolean none = quantity.equals("solar") && !id.equals("school-7");
        ArrayNode values = forecast.putArray("values");
        for (int hour = 0; hour < hours && !none; hour++) {
            value(values, from, hour, quantity, 1)
                    .put("issued_at", from.toString())
                    .put("lead_hours", hour + 1)
                    .put("quality", hour > 60 ? "WEATHER_MISSING" : "MODEL")
                    .put("model_version", GROUP + "/3");
        }
        return forecast;
    }

    private static ObjectNode areaForecast(String id, String quantity) {
        ObjectNode forecast = forecast(quantity, ISSUED).put("area_id", id).put("buildings", 4);
        forecast.putObject("correlation")
                .put("within_site", 0.31)
                .put("between_sites", 0.12)
                .put("source", GROUP + "/3");
        ArrayNode values = forecast.putArray("values");
        for (int hour = 0; hour < 72; hour++) {
            value(values, ISSUED, hour, quantity, 900).put("buildings", 4).put("model_share", 0.75);
        }
        return forecast;
    }

    private static ObjectNode forecast(String quantity, Instant issued) {
        ObjectNode forecast = JSON.createObjectNode()
                .put("quantity", quantity)
                .put("unit", "kWh")
                .put("step", "PT1H")
                .put("issued_at", issued.toString());
        forecast.putObject("levels").put("lower", 0.1).put("upper", 0.9);
        return forecast;
    }

    private static ObjectNode value(ArrayNode values, Instant from, int hour, String quantity, double scale) {
        double clock = (from.atZone(ZoneOffset.UTC).getHour() + hour) % 24 + 0.5;
        double work = 1 / (1 + Math.exp(-(clock - 7.5))) / (1 + Math.exp(clock - 17.5));
        double shape = quantity.equals("solar") ? Math.max(0, Math.sin(Math.PI * (clock - 7) / 11)) : 0.4 + work;
        double kwh =
                scale * 18 * (clock > 18 && quantity.equals("solar") ? 0 : shape) * (1 + 0.05 * Math.sin(hour * 1.7));
        double spread = 0.08 + 0.0015 * hour;
        return values.addObject()
                .put("time", from.plus(hour, ChronoUnit.HOURS).toString())
                .put("yhat", kwh)
                .put("yhat_lower", kwh * (1 - spread))
                .put("yhat_upper", kwh * (1 + spread));
    }

    private static ObjectNode accuracy(String quantity, int buildings) {
        ObjectNode accuracy = JSON.createObjectNode()
                .put("quantity", quantity)
                .put("from", "2026-01-31")
                .put("to", "2026-03-02")
                .put("buildings", buildings)
                .put("nominal_coverage_percent", 80);
        accuracy.set("total", score(700, 9.4, 14.1));
        ArrayNode leads = accuracy.putArray("by_lead");
        for (int to = 6; to <= 72; to += 6) {
            leads.addObject()
                    .put("lead_from_hours", to - 6)
                    .put("lead_to_hours", to)
                    .setAll(score(60, 7.5 + to * 0.05, 13.6 + to * 0.015));
        }
        ArrayNode days = accuracy.putArray("by_day");
        for (int day = 0; day < 30; day++) {
            days.addObject()
                    .put("date", LocalDate.parse("2026-01-31").plusDays(day).toString())
                    .setAll(score(24, 9.4 + 2 * Math.sin(day * 1.3), 14 + 3 * Math.sin(day * 0.9)));
        }
        return accuracy;
    }

    static ObjectNode accuracyOfNothing() {
        ObjectNode accuracy = accuracy("consumption", 0);
        ObjectNode total = accuracy.putObject("total").put("hours", 0);
        List.of(
                        "mae_kwh",
                        "rmse_kwh",
                        "mape_percent",
                        "wape_percent",
                        "bias_kwh",
                        "coverage_percent",
                        "interval_width_kwh")
                .forEach(total::putNull);
        total.putObject("baselines").putNull("last_week").putNull("yesterday").putNull("four_week_mean");
        accuracy.putArray("by_lead");
        accuracy.putArray("by_day");
        return accuracy;
    }

    private static ObjectNode score(int hours, double wape, double plain) {
        ObjectNode score = JSON.createObjectNode()
                .put("hours", hours)
                .put("mae_kwh", wape / 5)
                .put("rmse_kwh", wape / 3.5)
                .put("mape_percent", wape * 1.1)
                .put("wape_percent", wape)
                .put("bias_kwh", -0.21)
                .put("coverage_percent", 80.4 + Math.sin(wape * 9) * 3)
                .put("interval_width_kwh", wape / 2);
        score.putObject("baselines")
                .put("last_week", plain)
                .put("yesterday", plain * 1.25)
                .put("four_week_mean", plain * 1.1);
        return score;
    }

    // ---- models ----

    /** Lets a server know three models: one live, one that waits, one rejected. */
    static void models(CannedServer server) {
        server.answer("/v1/me", caller("mlops-1", "EDF", 4, 1, true, "edf/models.read", "edf/models.decide"));
        server.answer("/v1/models", request -> {
            ObjectNode page = page();
            if (!"solar".equals(request.query().get("quantity"))) {
                page.withArray("items")
                        .add(model(4, "PENDING_MANUAL_APPROVAL", false))
                        .add(model(3, "APPROVED", true))
                        .add(model(2, "REJECTED", false));
            }
            return Answer.json(page);
        });
        server.answer(
                modelPath(4),
                Answer.json(model(4, "PENDING_MANUAL_APPROVAL", false)).with("ETag", "\"four-1\""));
        server.answer(modelPath(3), Answer.json(model(3, "APPROVED", true)).with("ETag", "\"three-1\""));
        server.answer(modelPath(2), Answer.json(model(2, "REJECTED", false)).with("ETag", "\"two-1\""));
        server.answer(modelPath(4) + "/evaluation", evaluation(4, 8.9, true));
        server.answer(modelPath(3) + "/evaluation", evaluation(3, 9.6, true));
        server.answer(modelPath(2) + "/evaluation", evaluation(2, 14.9, false));
    }

    static String modelPath(int version) {
        return "/v1/models/" + GROUP + "/" + version;
    }

    static ObjectNode model(int version, String status, boolean live) {
        ObjectNode model = JSON.createObjectNode()
                .put("model_version", GROUP + "/" + version)
                .put("group", GROUP)
                .put("version", version)
                .put("quantity", "consumption")
                .put("status", status)
                .put(
                        "status_reason",
                        status.equals("PENDING_MANUAL_APPROVAL")
                                ? ""
                                : "mlops-2: looked at every site, better than last week everywhere")
                .put("live", live)
                .put("strategy", version == 2 ? "Prophet" : "XGBoost")
                .put("created_at", "2026-02-2" + version + "T11:05:00Z");
        model.putObject("metrics").put("wape_percent", 12.7 - version * 0.95).put("coverage_percent", 80.7);
        return model;
    }

    private static ObjectNode evaluation(int version, double wape, boolean passed) {
        ObjectNode evaluation = JSON.createObjectNode()
                .put("model_version", GROUP + "/" + version)
                .put("passed", passed);
        ArrayNode reasons = evaluation.putArray("reasons");
        reasons.add(
                passed
                        ? "Median WAPE is 0.67 of the best baseline’s; at most 0.95 is allowed"
                        : "Median MAPE is 24.1 %; at most 20 % is allowed");
        evaluation.put("best_baseline", "last_week");
        ArrayNode candidates = evaluation.putArray("candidates");
        candidate(candidates, "model", wape);
        candidate(candidates, "last_week", 13.4);
        candidate(candidates, "yesterday", 17.2);
        candidate(candidates, "four_week_mean", 15.1);
        ArrayNode buildings = evaluation.putArray("buildings");
        for (int building = 0; building < 24; building++) {
            buildings
                    .addObject()
                    .put("building_id", "building-" + (building + 10))
                    .put("wape_percent", wape * 2 - building * 0.4 + Math.sin(building * version) * 0.6)
                    .put("best_baseline_wape_percent", 24 - building * 0.5)
                    .put("coverage_percent", 74 + building * 0.4);
        }
        return evaluation;
    }

    private static void candidate(ArrayNode candidates, String name, double wape) {
        ObjectNode candidate = candidates.addObject().put("name", name);
        ObjectNode metrics = candidate
                .putObject("metrics")
                .put("wape_percent", wape)
                .put("mape_percent", wape * 1.2)
                .put("mae_kwh", wape / 4.4)
                .put("rmse_kwh", wape / 3.1)
                .put("bias_kwh", 0.11);
        if (name.equals("model")) {
            metrics.put("coverage_percent", 80.7).put("pinball_kwh", wape / 9.3);
        }
    }
}
