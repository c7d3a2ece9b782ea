package com.hometech.edf.additive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Fitted models in the JSON that Prophet's {@code model_to_json} writes and its {@code model_from_json} reads, so that a model
 * fitted here forecasts there and the other way round.
 */
public final class ProphetJson {
    /** Columns of features up to which a model can be written: the file has a table of all components in all columns. */
    public static final int MOST_COLUMNS = 4000;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ProphetJson() {}

    /** The model with its whole history. */
    public static String write(FittedModel fitted) {
        return write(fitted, Integer.MAX_VALUE);
    }

    /**
     * The model with the last rows of its history only, which makes a small file. Forecasts from it are the same; Prophet's
     * plots of the history are not.
     *
     * @param historyRows how many rows to keep, two at least
     */
    public static String write(FittedModel fitted, int historyRows) {
        try {
            return MAPPER.writeValueAsString(new ProphetModelWriter(MAPPER, fitted, Math.max(2, historyRows)).model());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A tree of JSON could not be written", impossible);
        }
    }

    /**
     * Reads a model; fields that are not known are ignored.
     *
     * @throws AdditiveInputException where the text is not such a model, or needs what is not computed here: samples of the
     *     posterior, or Prophet's calendar of a country
     */
    public static FittedModel read(String json) {
        JsonNode tree;
        try {
            tree = MAPPER.readTree(json);
        } catch (JsonProcessingException broken) {
            throw new AdditiveInputException("The model is not JSON: " + broken.getOriginalMessage(), broken);
        }
        return new ProphetModelReader(MAPPER, tree).model();
    }
}
