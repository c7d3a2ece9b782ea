package com.hometech.edf.cli.platform;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.Secrets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Secrets from environment variables: {@code secretsmanager:edf/db#password} is {@code EDF_SECRET_EDF_DB_PASSWORD},
 * {@code ssm:/edf/token} is {@code EDF_SECRET_EDF_TOKEN}.
 */
public final class EnvironmentSecrets implements Secrets {
    private static final Pattern REFERENCE =
            Pattern.compile("(secretsmanager:[\\w/+=.@-]+(#[\\w.-]+)?|ssm:/[\\w./-]+)");

    private final Map<String, String> environment;

    public EnvironmentSecrets(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public String resolve(String reference) {
        if (!REFERENCE.matcher(reference).matches()) {
            // what is not a reference may be the secret itself: it is not repeated
            throw new InvalidInputException(
                    "A secret must be a reference such as secretsmanager:name#key or ssm:/name; what was given is not one");
        }
        String name = reference.substring(reference.indexOf(':') + 1).replaceFirst("^/", "");
        String variable = "EDF_SECRET_" + name.replaceAll("[^A-Za-z0-9]+", "_").toUpperCase(Locale.ROOT);
        String secret = environment.get(variable);
        if (secret == null || secret.isEmpty()) {
            throw new InvalidInputException("Secret " + reference + " is not known here: set " + variable);
        }
        return secret;
    }
}
