package com.hometech.edf.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.SecretReference;
import com.hometech.edf.common.port.Secrets;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/** Secrets from Secrets Manager, and from the Parameter Store of Systems Manager. No message ever holds one. */
public final class AwsSecrets implements Secrets {
    private static final JsonMapper JSON = new JsonMapper();

    private final SecretsManagerClient secretsManager;
    private final SsmClient ssm;

    public AwsSecrets(SecretsManagerClient secretsManager, SsmClient ssm) {
        this.secretsManager = secretsManager;
        this.ssm = ssm;
    }

    @Override
    public String resolve(String reference) {
        SecretReference parsed = SecretReference.parse(reference);
        return AwsFailures.translated("read the secret", reference, () -> switch (parsed.service()) {
            case SECRETS_MANAGER -> secret(parsed, reference);
            case PARAMETER_STORE -> parameter(parsed, reference);
        });
    }

    private String secret(SecretReference parsed, String reference) {
        try {
            String text = secretsManager
                    .getSecretValue(request -> request.secretId(parsed.name()))
                    .secretString();
            if (text == null) {
                throw new InvalidInputException("Secret " + reference + " holds bytes; store it as text");
            }
            return parsed.key().map(key -> entry(text, key, reference)).orElse(text);
        } catch (ResourceNotFoundException missing) {
            throw missing(reference, missing);
        }
    }

    private String parameter(SecretReference parsed, String reference) {
        try {
            return ssm.getParameter(request -> request.name(parsed.name()).withDecryption(true))
                    .parameter()
                    .value();
        } catch (ParameterNotFoundException missing) {
            throw missing(reference, missing);
        }
    }

    private static InvalidInputException missing(String reference, Exception cause) {
        return new InvalidInputException(
                "There is no secret " + reference + " in this account and region: create it, or correct the reference",
                cause);
    }

    private static String entry(String text, String key, String reference) {
        return object(text)
                .map(object -> object.get(key))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .orElseThrow(() -> new InvalidInputException("Secret " + reference + " has no text under \"" + key
                        + "\": it must be a JSON object that has one"));
    }

    private static Optional<JsonNode> object(String text) {
        try {
            return Optional.of(JSON.readTree(text)).filter(JsonNode::isObject);
        } catch (JsonProcessingException notJson) {
            // its message would quote the secret
            return Optional.empty();
        }
    }
}
