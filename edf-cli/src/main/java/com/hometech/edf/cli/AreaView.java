package com.hometech.edf.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hometech.edf.cli.terminal.TextTable;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.inference.area.AreaForecast;
import com.hometech.edf.inference.area.AreaHour;
import com.hometech.edf.inference.area.ErrorCorrelation;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The forecast of a sum of buildings in the forms that a person or a program wants to read. */
public final class AreaView {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);
    private static final int NAMED = 5;

    private AreaView() {}

    /** One object with the facts of the area and an array of its intervals; times in UTC, energies in kWh. */
    public static String json(AreaForecast area, Quantity quantity) {
        ObjectNode answer = JSON.createObjectNode();
        answer.put("quantity", quantity.code());
        answer.put("buildings", area.buildings());
        ArrayNode without = answer.putArray("without_forecast");
        area.withoutForecast().forEach(building -> without.add(building.value()));
        ArrayNode issues = answer.putArray("issues");
        area.issues().forEach(issue -> issues.add(issue.toString()));
        answer.putObject("correlation")
                .put("within_site", area.correlation().withinSite())
                .put("between_sites", area.correlation().betweenSites())
                .put("source", area.correlation().source());
        ArrayNode forecasts = answer.putArray("forecasts");
        for (AreaHour hour : area.hours()) {
            forecasts
                    .addObject()
                    .put("timestamp", hour.time().toString())
                    .put("yhat", hour.sum().yhat())
                    .put("yhat_lower", hour.sum().lower())
                    .put("yhat_upper", hour.sum().upper())
                    .put("buildings", hour.buildings())
                    .put("model_share", hour.modelShare());
        }
        return answer.toPrettyString();
    }

    /** A header and one line for each interval; times in UTC, energies in kWh. */
    public static String csv(AreaForecast area) {
        List<String> lines = new ArrayList<>(List.of("timestamp,yhat,yhat_lower,yhat_upper,buildings,model_share"));
        for (AreaHour hour : area.hours()) {
            lines.add(String.join(
                    ",",
                    hour.time().toString(),
                    Double.toString(hour.sum().yhat()),
                    Double.toString(hour.sum().lower()),
                    Double.toString(hour.sum().upper()),
                    Integer.toString(hour.buildings()),
                    Double.toString(hour.modelShare())));
        }
        return String.join("\n", lines);
    }

    /** One line for each interval in local time [kWh], then what is missing and what the intervals rest on. */
    public static String table(AreaForecast area, ZoneId zone) {
        TextTable table = new TextTable(zone.getId(), "forecast", "interval", "buildings");
        for (AreaHour hour : area.hours()) {
            table.row(
                    TIME.format(hour.time().atZone(zone)),
                    ForecastView.number(hour.sum().yhat()),
                    "[" + ForecastView.number(hour.sum().lower()) + " – "
                            + ForecastView.number(hour.sum().upper()) + "]",
                    Integer.toString(hour.buildings()));
        }
        List<String> lines = new ArrayList<>(List.of(table.render(), ""));
        if (!area.withoutForecast().isEmpty()) {
            lines.add(area.withoutForecast().size() + " of " + area.buildings() + " buildings have no forecast: "
                    + named(area.withoutForecast()));
        }
        if (area.issues().size() > 1) {
            lines.add("Forecasts of several issues are added up: "
                    + area.issues().stream().map(Instant::toString).collect(Collectors.joining(", ")));
        }
        lines.add(correlation(area.correlation()));
        return String.join(System.lineSeparator(), lines);
    }

    private static String named(List<BuildingId> buildings) {
        String names = buildings.stream().limit(NAMED).map(BuildingId::value).collect(Collectors.joining(", "));
        return buildings.size() > NAMED ? names + ", …" : names;
    }

    private static String correlation(ErrorCorrelation correlation) {
        return correlation.equals(ErrorCorrelation.assumed())
                ? "The ends of the intervals are added: no evaluation has measured how the errors go together."
                : String.format(
                        Locale.ROOT,
                        "Correlation of the errors of two buildings: %.3f within a site, %.3f between sites (%s)",
                        correlation.withinSite(),
                        correlation.betweenSites(),
                        correlation.source());
    }
}
