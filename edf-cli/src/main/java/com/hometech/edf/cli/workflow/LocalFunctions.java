package com.hometech.edf.cli.workflow;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hometech.edf.cli.integration.LambdaFunction;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.port.Platform;
import com.hometech.edf.common.port.TextWriter;
import com.hometech.edf.lambdas.Handlers;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The handlers of the Lambda functions, by function name, called as Lambda calls them: JSON in, JSON out. */
final class LocalFunctions {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private LocalFunctions() {}

    static Map<String, LambdaFunction> of(Platform platform, EdfConfig config) {
        Map<String, LambdaFunction> functions = new HashMap<>();
        Optional<TextWriter> writer = config.edfInsights().bedrockModel().map(NoModel::new);
        Handlers.byFunctionName(platform, config, writer)
                .forEach((name, handler) -> functions.put(
                        name, payload -> JSON.valueToTree(handler.apply(JSON.convertValue(payload, OBJECT)))));
        return functions;
    }

    /** Stands for a model of Amazon Bedrock, which cannot be reached without AWS. */
    private record NoModel(String name) implements TextWriter {
        @Override
        public String write(String instructions, String facts) {
            throw new DependencyUnavailableException("Amazon Bedrock (" + name + ") is not there on this machine");
        }
    }
}
