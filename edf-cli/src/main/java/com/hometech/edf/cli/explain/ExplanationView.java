package com.hometech.edf.cli.explain;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hometech.edf.cli.ForecastView;
import com.hometech.edf.cli.terminal.TextTable;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.inference.explain.Contribution;
import com.hometech.edf.inference.explain.Explanation;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** An explained forecast in the forms that a person or a program wants to read. */
public final class ExplanationView {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("EEE d MMM yyyy HH:mm", Locale.ENGLISH);

    private ExplanationView() {}

    /** One object with the forecast and every contribution, the largest first; times in UTC, energies in kWh. */
    public static String json(ExplainedForecast explained) {
        ForecastRecord forecast = explained.forecast();
        Explanation all = explained.explanation();
        ObjectNode answer = JSON.createObjectNode();
        answer.put("building_id", forecast.building().value())
                .put("timestamp", forecast.targetTime().toString())
                .put("issued_at", forecast.issuedAt().toString())
                .put("origin", explained.origin().toString())
                .put("lead_hours", forecast.leadHours())
                .put("model_version", forecast.modelVersion())
                .put("quality", forecast.quality().name())
                .put("yhat", forecast.yhat())
                .put("yhat_lower", forecast.yhatLower())
                .put("yhat_upper", forecast.yhatUpper())
                .put("level_kwh", explained.levelKwh())
                .put("base_kwh", all.baseKwh());
        ArrayNode contributions = answer.putArray("contributions");
        for (Contribution contribution : all.summary(Integer.MAX_VALUE).contributions()) {
            ObjectNode node = contributions.addObject();
            node.put("name", contribution.name())
                    .put("kind", contribution.kind().name().toLowerCase(Locale.ROOT));
            if (Double.isNaN(contribution.value())) {
                node.putNull("value");
            } else {
                node.put("value", contribution.value());
            }
            node.put("kwh", contribution.kwh());
        }
        answer.put("sum_kwh", all.sumKwh());
        ArrayNode remarks = answer.putArray("remarks");
        explained.remarks().forEach(remarks::add);
        return answer.toPrettyString();
    }

    /**
     * A head, the remarks, and a table from the base value to the forecast.
     *
     * @param zone the building's own
     * @param most how many contributions to show one by one
     */
    public static String text(ExplainedForecast explained, ZoneId zone, int most) {
        ForecastRecord forecast = explained.forecast();
        StringBuilder text = new StringBuilder();
        text.append(forecast.building())
                .append(", ")
                .append(LOCAL.format(forecast.targetTime().atZone(zone)))
                .append(" (")
                .append(zone.getId())
                .append("), issued at ")
                .append(forecast.issuedAt())
                .append(System.lineSeparator())
                .append(ForecastView.number(forecast.yhat()))
                .append(" kWh  [")
                .append(ForecastView.number(forecast.yhatLower()))
                .append(" – ")
                .append(ForecastView.number(forecast.yhatUpper()))
                .append("], quality ")
                .append(forecast.quality())
                .append(", model ")
                .append(forecast.modelVersion())
                .append(System.lineSeparator());
        explained.remarks().forEach(remark -> text.append(remark).append(System.lineSeparator()));
        return text.append(System.lineSeparator())
                .append(table(explained, most))
                .toString();
    }

    private static String table(ExplainedForecast explained, int most) {
        Explanation whole = explained.explanation();
        List<Contribution> shown = whole.summary(most).contributions();
        int decimals = decimals(whole, shown);
        TextTable table = new TextTable("", "value", "kWh");
        if (whole.baseKwh() != 0) {
            table.row(
                    "base: nothing known but the level",
                    "level " + ForecastView.number(explained.levelKwh()) + " kWh",
                    fixed(whole.baseKwh(), decimals));
        }
        for (Contribution contribution : shown) {
            table.row(
                    contribution.name(),
                    FeatureText.of(contribution),
                    String.format(Locale.ROOT, "%+." + decimals + "f", contribution.kwh()));
        }
        return table.row("forecast", "", fixed(whole.sumKwh(), decimals)).render();
    }

    /** As many as the greatest number of the table deserves, so that all of them add up as printed, but for rounding. */
    private static int decimals(Explanation whole, List<Contribution> shown) {
        double greatest = Math.max(Math.abs(whole.baseKwh()), Math.abs(whole.sumKwh()));
        for (Contribution contribution : shown) {
            greatest = Math.max(greatest, Math.abs(contribution.kwh()));
        }
        String number = ForecastView.number(greatest);
        return number.contains(".") ? number.length() - number.indexOf('.') - 1 : 0;
    }

    private static String fixed(double kwh, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", kwh);
    }
}
