package com.hometech.edf.api.forecast;

import com.fasterxml.jackson.core.JsonGenerator;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.TimeStep;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * What the configuration settles about forecasts.
 *
 * @param step length of an interval
 * @param levels quantile levels that are forecast, ascending; the first and the last are the ends of the interval
 * @param horizon from the issue to the end of the last interval
 */
public record Terms(TimeStep step, List<Double> levels, Duration horizon) {
    public Terms {
        levels = List.copyOf(levels);
    }

    /** Those of a configuration. */
    public static Terms of(EdfConfig config) {
        return new Terms(
                TimeStep.of(config.edfFeatureEng().step()),
                config.edfTraining().quantiles(),
                Duration.ofHours(config.edfInference().forecastHorizonHours()));
    }

    /** Level of the interval's lower end. */
    public double lowerLevel() {
        return levels.get(0);
    }

    /** Level of the interval's upper end. */
    public double upperLevel() {
        return levels.get(levels.size() - 1);
    }

    /** Writes {@code levels}. */
    public void writeLevels(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("levels");
        json.writeNumberField("lower", lowerLevel());
        json.writeNumberField("upper", upperLevel());
        json.writeEndObject();
    }
}
