package com.hometech.edf.inference.artifact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hometech.edf.additive.AdditiveInputException;
import com.hometech.edf.additive.FittedModel;
import com.hometech.edf.additive.ProphetJson;
import com.hometech.edf.common.config.NearestName;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.error.ModelUnusableException;
import com.hometech.edf.features.series.BuildingSeries;
import com.hometech.edf.inference.artifact.AdditiveModels.BuildingModels;
import com.hometech.edf.inference.artifact.AdditiveModels.TrainedModel;
import com.hometech.edf.inference.interval.PredictionSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Additive models as files: {@code prophet_model.json} holds for each building a model as Prophet itself writes and reads it,
 * {@code prophet_state.bin} what the models take to move on.
 */
public final class AdditiveFiles {
    /** First field of the JSON file, which tells it from the file of a single model. */
    private static final String FORMAT_FIELD = "format";

    private static final String FORMAT = "edf-additive-models/2";
    private static final String REGRESSORS = "regressors";
    private static final String MODELS = "models";
    private static final String ZONE = "time_zone";
    private static final String KNOWN_UNTIL = "known_until";
    private static final Map<PredictionSource, String> FIELDS = new EnumMap<>(
            Map.of(PredictionSource.MODEL, "model", PredictionSource.MODEL_WITHOUT_WEATHER, "model_without_weather"));
    /** Rows of the history that Prophet's reader needs to find out the step. */
    private static final int HISTORY_ROWS = 5;

    private static final String ENDS_EARLY = "its states end early";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private AdditiveFiles() {}

    /** The files of the models, by what they are. */
    public static Map<ArtifactFile, byte[]> write(AdditiveModels models) throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        ByteArrayOutputStream state = new ByteArrayOutputStream();
        try (JsonGenerator generator = new JsonFactory().createGenerator(json);
                DataOutputStream states = new DataOutputStream(state)) {
            generator.writeStartObject();
            generator.writeStringField(FORMAT_FIELD, FORMAT);
            generator.writeArrayFieldStart(REGRESSORS);
            for (String regressor : models.regressors()) {
                generator.writeString(regressor);
            }
            generator.writeEndArray();
            generator.writeObjectFieldStart(MODELS);
            for (Map.Entry<String, BuildingModels> building : models.buildings().entrySet()) {
                write(building.getKey(), building.getValue(), generator, states);
            }
            generator.writeEndObject();
            generator.writeEndObject();
        }
        return Map.of(ArtifactFile.ADDITIVE, json.toByteArray(), ArtifactFile.ADDITIVE_STATE, state.toByteArray());
    }

    private static void write(String id, BuildingModels building, JsonGenerator generator, DataOutputStream states)
            throws IOException {
        generator.writeObjectFieldStart(id);
        generator.writeStringField(ZONE, building.zone().getId());
        generator.writeStringField(KNOWN_UNTIL, building.knownUntil().toString());
        write(building.oldest(), states);
        for (Map.Entry<PredictionSource, String> field : FIELDS.entrySet()) {
            if (building.of(field.getKey()).isPresent()) {
                write(field.getValue(), building.of(field.getKey()).get(), generator, states);
            }
        }
        generator.writeEndObject();
    }

    private static void write(BuildingSeries series, DataOutputStream states) throws IOException {
        states.writeLong(series.firstEpochSecond());
        states.writeInt(series.stepSeconds());
        states.writeInt(series.length());
        for (double kwh : series.kwh()) {
            states.writeDouble(kwh);
        }
        for (float[] column : series.weather().values()) {
            for (float value : column) {
                states.writeFloat(value);
            }
        }
    }

    private static BuildingSeries series(String building, List<String> regressors, DataInputStream states)
            throws IOException {
        long first = states.readLong();
        int step = states.readInt();
        int length = states.readInt();
        if (length < 0 || (long) length * (Double.BYTES + regressors.size() * Float.BYTES) > states.available()) {
            throw unusable(ENDS_EARLY);
        }
        double[] kwh = new double[length];
        for (int index = 0; index < length; index++) {
            kwh[index] = states.readDouble();
        }
        SortedMap<String, float[]> weather = new TreeMap<>();
        for (String column : regressors.stream().sorted().toList()) {
            float[] values = new float[length];
            for (int index = 0; index < length; index++) {
                values[index] = states.readFloat();
            }
            weather.put(column, values);
        }
        return new BuildingSeries(building, first, step, kwh, weather);
    }

    private static void write(String field, TrainedModel model, JsonGenerator generator, DataOutputStream states)
            throws IOException {
        generator.writeFieldName(field);
        generator.writeRawValue(ProphetJson.write(model.fitted(), HISTORY_ROWS));
        states.writeInt(model.state().length);
        states.write(model.state());
    }

    /**
     * Reads the files.
     *
     * @throws ModelUnusableException when they are not as {@link #write} made them
     */
    public static AdditiveModels read(byte[] json, byte[] state) {
        try (JsonParser document = MAPPER.createParser(json);
                DataInputStream states = new DataInputStream(new ByteArrayInputStream(state))) {
            AdditiveModels models = read(document, states);
            if (states.available() > 0) {
                throw unusable("its states are more than its models");
            }
            return models;
        } catch (IOException | AdditiveInputException | DateTimeException wrong) {
            throw new ModelUnusableException(message(String.valueOf(wrong.getMessage())), wrong);
        }
    }

    /** Building by building: the tree of all of them would take many times the memory of the file. */
    private static AdditiveModels read(JsonParser document, DataInputStream states) throws IOException {
        String format = "";
        List<String> regressors = new ArrayList<>();
        Map<String, BuildingModels> buildings = new TreeMap<>();
        document.nextToken();
        while (document.nextToken() == JsonToken.FIELD_NAME) {
            String field = document.currentName();
            document.nextToken();
            switch (field) {
                case FORMAT_FIELD -> format = document.getText();
                case REGRESSORS -> document.<JsonNode>readValueAsTree().forEach(name -> regressors.add(name.asText()));
                case MODELS -> {
                    while (document.nextToken() == JsonToken.FIELD_NAME) {
                        String id = document.currentName();
                        document.nextToken();
                        buildings.put(id, building(id, regressors, document.readValueAsTree(), states));
                    }
                }
                default -> document.skipChildren();
            }
        }
        if (!format.equals(FORMAT)) {
            throw unusable("its format is \"" + format + "\", not " + FORMAT);
        }
        return new AdditiveModels(regressors, buildings);
    }

    /** Whether a document holds models of many buildings, and is not a single model of Prophet's. */
    public static boolean isCollection(JsonNode document) {
        return document.path(FORMAT_FIELD).asText().equals(FORMAT);
    }

    /**
     * The models of one building by the document alone: they forecast, but do not move on.
     *
     * @param document for which {@link #isCollection} holds
     * @throws InvalidInputException when it holds none of the building
     */
    public static Map<PredictionSource, FittedModel> models(JsonNode document, String building) {
        JsonNode found = document.path(MODELS).path(building);
        if (found.isMissingNode()) {
            List<String> known = new ArrayList<>();
            document.path(MODELS).fieldNames().forEachRemaining(known::add);
            throw new InvalidInputException("There is no model of a building \"" + building + "\"; "
                    + NearestName.of(building, known)
                            .map(name -> "did you mean \"" + name + "\"?")
                            .orElse("there are models of " + known.size() + " buildings, such as "
                                    + known.stream().limit(3).collect(Collectors.joining(", "))));
        }
        Map<PredictionSource, FittedModel> models = new EnumMap<>(PredictionSource.class);
        FIELDS.forEach((source, field) -> {
            if (found.has(field)) {
                models.put(source, ProphetJson.read(found.get(field).toString()));
            }
        });
        return models;
    }

    private static BuildingModels building(
            String id, List<String> regressors, JsonNode building, DataInputStream states) throws IOException {
        ZoneId zone = ZoneId.of(building.path(ZONE).asText());
        Instant knownUntil = Instant.parse(building.path(KNOWN_UNTIL).asText());
        BuildingSeries oldest = series(id, regressors, states);
        Map<PredictionSource, TrainedModel> models = new EnumMap<>(PredictionSource.class);
        for (Map.Entry<PredictionSource, String> field : FIELDS.entrySet()) {
            if (building.has(field.getValue())) {
                models.put(field.getKey(), model(building.path(field.getValue()), states));
            }
        }
        return new BuildingModels(zone, knownUntil, oldest, models);
    }

    private static TrainedModel model(JsonNode model, DataInputStream states) throws IOException {
        int length = states.readInt();
        if (length < 0 || length > states.available()) {
            throw unusable(ENDS_EARLY);
        }
        TrainedModel trained = new TrainedModel(ProphetJson.read(model.toString()), states.readNBytes(length));
        // a damaged state is found now, not at the first forecast
        trained.moving();
        return trained;
    }

    private static ModelUnusableException unusable(String why) {
        return new ModelUnusableException(message(why));
    }

    private static String message(String why) {
        return ArtifactFile.ADDITIVE.fileName() + " cannot be used: " + why + "; train again";
    }
}
