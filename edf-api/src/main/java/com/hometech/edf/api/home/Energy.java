package com.hometech.edf.api.home;

import com.fasterxml.jackson.core.JsonGenerator;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.inference.area.SumInterval;
import java.io.IOException;
import java.util.Optional;

/**
 * An expected energy and its interval.
 *
 * @param kwh expected [kWh]
 * @param lowerKwh lower end [kWh]
 * @param upperKwh upper end [kWh]
 */
record Energy(double kwh, double lowerKwh, double upperKwh) {
    static Energy of(ForecastRecord row) {
        return new Energy(row.yhat(), row.yhatLower(), row.yhatUpper());
    }

    static Energy of(SumInterval sum) {
        return new Energy(sum.yhat(), sum.lower(), sum.upper());
    }

    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("kwh", kwh);
        json.writeNumberField("lower_kwh", lowerKwh);
        json.writeNumberField("upper_kwh", upperKwh);
        json.writeEndObject();
    }

    static void write(JsonGenerator json, String name, Optional<Energy> energy) throws IOException {
        json.writeFieldName(name);
        if (energy.isPresent()) {
            energy.get().write(json);
        } else {
            json.writeNull();
        }
    }
}
