package com.hometech.edf.cli.sagemaker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.hometech.edf.cli.states.StateFailure;
import com.hometech.edf.common.error.InvalidInputException;
import java.util.List;
import java.util.stream.Collectors;

/** Reads requests as strictly as the service: no unknown field, no number where a text is due, nor the reverse. */
final class JobRequestReader {

    private static final JsonMapper MAPPER = mapper();

    private JobRequestReader() {}

    private static JsonMapper mapper() {
        JsonMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .build();
        List<CoercionInputShape> scalars =
                List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean);
        scalars.forEach(shape -> mapper.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail));
        mapper.coercionConfigFor(LogicalType.Integer).setCoercion(CoercionInputShape.String, CoercionAction.Fail);
        mapper.coercionConfigFor(LogicalType.Boolean).setCoercion(CoercionInputShape.String, CoercionAction.Fail);
        return mapper;
    }

    /** @throws StateFailure where SageMaker would refuse the request */
    static <T> T read(JsonNode arguments, Class<T> type) {
        try {
            return MAPPER.treeToValue(arguments, type);
        } catch (JsonProcessingException refused) {
            throw SageMakerErrors.refused(explain(refused));
        }
    }

    private static String explain(JsonProcessingException refused) {
        if (refused.getCause() instanceof InvalidInputException invalid) {
            return String.valueOf(invalid.getMessage());
        }
        String path = refused instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(reference -> reference.getFieldName() == null
                                ? "[" + reference.getIndex() + "]"
                                : reference.getFieldName())
                        .collect(Collectors.joining("."))
                : "";
        return path + ": " + refused.getOriginalMessage();
    }
}
