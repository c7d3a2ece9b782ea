package com.hometech.edf.aws;

import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.port.TextWriter;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;

/** Lets a model of Amazon Bedrock write, through the Converse API, which is the same for all models. */
public final class BedrockTextWriter implements TextWriter {
    private final BedrockRuntimeClient client;
    private final String modelId;
    private final Duration timeout;
    private final int maxTokens;

    /**
     * @param modelId id of a model or of an inference profile
     * @param timeout of the whole call with its repetitions
     * @param maxTokens most tokens of an answer; a longer one is cut off and not used
     */
    public BedrockTextWriter(BedrockRuntimeClient client, String modelId, Duration timeout, int maxTokens) {
        this.client = client;
        this.modelId = modelId;
        this.timeout = timeout;
        this.maxTokens = maxTokens;
    }

    @Override
    public String name() {
        return modelId;
    }

    @Override
    public String write(String instructions, String facts) {
        ConverseResponse response = converse(instructions, facts);
        if (response.stopReason() != StopReason.END_TURN) {
            throw new DependencyUnavailableException(
                    modelId + " gave no whole answer: it stopped with " + response.stopReasonAsString());
        }
        return response.output().message().content().stream()
                .map(ContentBlock::text)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("\n"));
    }

    private ConverseResponse converse(String instructions, String facts) {
        try {
            Message question = Message.builder()
                    .role(ConversationRole.USER)
                    .content(ContentBlock.fromText(facts))
                    .build();
            return client.converse(request -> request.modelId(modelId)
                    .system(SystemContentBlock.fromText(instructions))
                    .messages(question)
                    .inferenceConfig(inference -> inference.maxTokens(maxTokens).temperature(0f))
                    .overrideConfiguration(call -> call.apiCallTimeout(timeout).apiCallAttemptTimeout(timeout)));
        } catch (SdkException failure) {
            throw new DependencyUnavailableException(
                    modelId + " did not answer: " + failure.getClass().getSimpleName() + ", " + failure.getMessage(),
                    failure);
        }
    }
}
