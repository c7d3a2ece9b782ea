package com.hometech.edf.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.hometech.edf.common.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads what a job was told, as SageMaker passes it: always text. */
public final class JobParameters {
    private static final JsonMapper JSON = new JsonMapper();

    private JobParameters() {}

    /**
     * The {@code --name value} pairs of a processing job's {@code ContainerArguments}, without dashes.
     *
     * @throws InvalidInputException where they are something else, or a name comes twice
     */
    public static Map<String, String> ofArguments(List<String> arguments) {
        Map<String, String> parameters = new TreeMap<>();
        for (int index = 0; index < arguments.size(); index += 2) {
            String name = arguments.get(index);
            boolean pair = name.startsWith("--") && name.length() > 2 && index + 1 < arguments.size();
            if (!pair || parameters.put(name.substring(2), arguments.get(index + 1)) != null) {
                throw new InvalidInputException(
                        "ContainerArguments %s must be pairs --name value, each name once".formatted(arguments));
            }
        }
        return parameters;
    }

    /**
     * The hyperparameters of a training job, from {@code input/config/hyperparameters.json}.
     *
     * @param root stands for {@code /opt/ml}
     * @throws InvalidInputException where the file is not there, or is not an object of texts
     */
    static Map<String, String> ofHyperparameters(Path root) throws IOException {
        Path file = root.resolve("input/config/hyperparameters.json");
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException("There is no " + file + ": SageMaker writes it for every training job");
        }
        JsonNode object = read(file);
        Map<String, String> parameters = new TreeMap<>();
        for (Iterator<Map.Entry<String, JsonNode>> fields = object.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            if (!field.getValue().isTextual()) {
                throw new InvalidInputException("Hyperparameter %s of %s is %s; write its value as text: \"%s\""
                        .formatted(
                                field.getKey(),
                                file,
                                field.getValue(),
                                field.getValue().asText()));
            }
            parameters.put(field.getKey(), field.getValue().textValue());
        }
        return parameters;
    }

    private static JsonNode read(Path file) throws IOException {
        try {
            JsonNode object = JSON.readTree(Files.readString(file));
            if (object.isObject()) {
                return object;
            }
        } catch (JsonProcessingException notJson) {
            throw new InvalidInputException(file + " is not JSON: " + notJson.getOriginalMessage(), notJson);
        }
        throw new InvalidInputException(file + " must hold an object of names and texts");
    }
}
