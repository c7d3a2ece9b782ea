package com.hometech.edf.cli.platform;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.SecretReference;
import com.hometech.edf.common.port.Secrets;
import java.util.Locale;
import java.util.Map;

/**
 * Secrets from environment variables: {@code secretsmanager:edf/db#password} is {@code EDF_SECRET_EDF_DB_PASSWORD},
 * {@code ssm:/edf/token} is {@code EDF_SECRET_EDF_TOKEN}.
 */
public final class EnvironmentSecrets implements Secrets {
    private final Map<String, String> environment;

    public EnvironmentSecrets(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public String resolve(String reference) {
        SecretReference parsed = SecretReference.parse(reference);
        String name = parsed.name().replaceFirst("^/", "")
                + parsed.key().map(key -> "_" + key).orElse("");
        String variable = "EDF_SECRET_" + name.replaceAll("[^A-Za-z0-9]+", "_").toUpperCase(Locale.ROOT);
        String secret = environment.get(variable);
        if (secret == null || secret.isEmpty()) {
            throw new InvalidInputException("Secret " + reference + " is not known here: set " + variable);
        }
        return secret;
    }
}
