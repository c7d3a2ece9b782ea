package com.hometech.edf.api.accuracy;

import com.fasterxml.jackson.core.JsonGenerator;
import com.hometech.edf.api.forecast.Terms;
import com.hometech.edf.api.http.Json;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.data.accuracy.AccuracyRecord;
import com.hometech.edf.data.accuracy.AccuracySums;
import com.hometech.edf.data.accuracy.Candidate;
import com.hometech.edf.data.accuracy.IntervalSums;
import com.hometech.edf.data.accuracy.PointSums;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Adds up what is known of the accuracy of forecasts, and writes it. */
final class Scores {
    private static final int PERCENT = 100;
    private static final int HOURS_PER_DAY = 24;

    private final SortedSet<BuildingId> buildings = new TreeSet<>();
    private final SortedMap<Integer, AccuracySums> byDayAhead = new TreeMap<>();
    private final SortedMap<LocalDate, AccuracySums> byDay = new TreeMap<>();
    private AccuracySums total = AccuracySums.NONE;

    /** Hours that could not be scored say nothing. */
    void add(AccuracyRecord scored) {
        if (scored.sums().counts().scored() > 0) {
            buildings.add(scored.building());
            byDayAhead.merge(scored.dayAhead(), scored.sums(), AccuracySums::plus);
            byDay.merge(scored.day(), scored.sums(), AccuracySums::plus);
            total = total.plus(scored.sums());
        }
    }

    void write(JsonGenerator json, Question question, Terms terms) throws IOException {
        json.writeStartObject();
        json.writeStringField("quantity", question.quantity().code());
        json.writeStringField("from", question.from().toString());
        json.writeStringField("to", question.to().toString());
        json.writeNumberField("buildings", buildings.size());
        json.writeNumberField("nominal_coverage_percent", nominalCoverage(terms));
        json.writeObjectFieldStart("total");
        writeScore(json, total);
        json.writeEndObject();
        json.writeArrayFieldStart("by_lead");
        for (Map.Entry<Integer, AccuracySums> ahead : byDayAhead.entrySet()) {
            json.writeStartObject();
            json.writeNumberField("lead_from_hours", (ahead.getKey() - 1) * HOURS_PER_DAY);
            json.writeNumberField("lead_to_hours", ahead.getKey() * HOURS_PER_DAY);
            writeScore(json, ahead.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("by_day");
        for (Map.Entry<LocalDate, AccuracySums> day : byDay.entrySet()) {
            json.writeStartObject();
            json.writeStringField("date", day.getKey().toString());
            writeScore(json, day.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** That of the scored forecasts, whatever the levels were then; the configuration's where there are none. */
    private double nominalCoverage(Terms terms) {
        return total.counts().scored() > 0
                ? total.interval().nominalPercent()
                // both levels have few digits; their difference shall have too
                : Math.round(PERCENT * (terms.upperLevel() - terms.lowerLevel()) * PERCENT) / (double) PERCENT;
    }

    private static void writeScore(JsonGenerator json, AccuracySums sums) throws IOException {
        PointSums model = sums.model();
        IntervalSums interval = sums.interval();
        json.writeNumberField("hours", sums.counts().scored());
        Json.writeNumber(json, "mae_kwh", model.maeKwh());
        Json.writeNumber(json, "rmse_kwh", model.rmseKwh());
        Json.writeNumber(json, "mape_percent", model.mapePercent());
        Json.writeNumber(json, "wape_percent", model.wapePercent());
        Json.writeNumber(json, "bias_kwh", model.biasKwh());
        Json.writeNumber(json, "coverage_percent", interval.coveragePercent());
        Json.writeNumber(json, "interval_width_kwh", interval.meanWidthKwh());
        json.writeObjectFieldStart("baselines");
        for (Candidate baseline : Candidate.BASELINES) {
            Json.writeNumber(json, baseline.key(), sums.point(baseline).wapePercent());
        }
        json.writeEndObject();
    }
}
