package com.hometech.edf.api.predict;

import com.fasterxml.jackson.databind.JsonNode;
import com.hometech.edf.common.config.NearestName;
import com.hometech.edf.features.schema.Feature;
import com.hometech.edf.features.schema.FeatureKind;
import com.hometech.edf.features.schema.FeatureSchema;
import com.hometech.edf.features.table.FeatureRow;
import com.hometech.edf.features.table.Readiness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A row of features that is to be forecast. */
final class RowQuestion {
    static final List<String> FIELDS = List.of("quantity", "row", "level_kwh", "building_id", "plain_forecasts");

    private static final List<String> PLAIN =
            List.of("last_week_kwh", "yesterday_kwh", "four_week_mean_kwh", "fallback_kwh");
    private static final double LEAST_LEVEL_KWH = 1e-9;
    private static final double MOST_KWH = 1e12;
    /** Features whose values have ends, which a mistaken unit or count leaves. */
    private static final Map<String, double[]> RANGES = Map.of(
            "hour_of_day", new double[] {0, 24},
            "day_of_week", new double[] {1, 7},
            "day_of_month", new double[] {1, 31},
            "month_of_year", new double[] {1, 12},
            "is_weekend", new double[] {0, 1});

    private final DocumentReader reader;
    private final FeatureSchema schema;
    private final double longestLeadHours;

    RowQuestion(DocumentReader reader, FeatureSchema schema, double longestLeadHours) {
        this.reader = reader;
        this.schema = schema;
        this.longestLeadHours = longestLeadHours;
    }

    /**
     * The row as the model takes it.
     *
     * @param building the id that the model may know; any other where it is of none
     * @param origin any time on the grid: a row of features says none
     */
    FeatureRow read(JsonNode document, String building, Instant origin) {
        reader.refuseOthers(document, "", FIELDS);
        JsonNode row = document.path("row");
        List<Float> features = new ArrayList<>();
        double leadHours = Double.NaN;
        if (!row.isObject()) {
            reader.fault("row", "is not an object with a value for each feature");
        } else {
            refuseUnknown(row);
            for (Feature feature : schema.features()) {
                double value = value(row, feature);
                features.add((float) value);
                if (feature.kind() == FeatureKind.LEAD) {
                    leadHours = value;
                }
            }
        }
        double level = reader.number(document, "", "level_kwh", LEAST_LEVEL_KWH, MOST_KWH);
        if (Double.isNaN(level) && !document.hasNonNull("level_kwh")) {
            reader.fault("level_kwh", "is missing: the usual energy of an interval [kWh], which the model scales by");
        }
        JsonNode plain = document.path("plain_forecasts");
        reader.refuseOthers(plain, "plain_forecasts/", PLAIN);
        double lastWeek = plain(plain, PLAIN.get(0));
        double yesterday = plain(plain, PLAIN.get(1));
        double fourWeeks = plain(plain, PLAIN.get(2));
        double fallback = plain(plain, PLAIN.get(3));
        reader.refuseFaults();
        return new FeatureRow(
                building,
                origin,
                leadHours,
                Double.NaN,
                level,
                lastWeek,
                yesterday,
                fourWeeks,
                Double.isNaN(fallback) ? level : fallback,
                Readiness.MODEL,
                features);
    }

    private void refuseUnknown(JsonNode row) {
        row.fieldNames().forEachRemaining(name -> {
            if (schema.indexOf(name) < 0) {
                reader.fault(
                        "row/" + name,
                        NearestName.of(name, schema.names())
                                .map(near -> "is no feature of the model; did you mean \"" + near + "\"?")
                                .orElse("is no feature of the model; see /v1/model/info"));
            }
        });
    }

    private double value(JsonNode row, Feature feature) {
        if (!row.has(feature.name())) {
            reader.fault("row/" + feature.name(), "is missing; write null where it is not known");
            return Double.NaN;
        }
        double[] range = RANGES.getOrDefault(feature.name(), new double[] {-Float.MAX_VALUE, Float.MAX_VALUE});
        if (feature.kind() == FeatureKind.LEAD) {
            if (row.path(feature.name()).isNull()) {
                reader.fault("row/" + feature.name(), "is null; a forecast needs to know how far it looks");
            }
            range = new double[] {schema.step().toSeconds() / 3600.0, longestLeadHours};
        }
        return reader.number(row, "row/", feature.name(), range[0], range[1]);
    }

    private double plain(JsonNode plain, String name) {
        return reader.number(plain, "plain_forecasts/", name, -MOST_KWH, MOST_KWH);
    }
}
