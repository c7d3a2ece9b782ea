package com.hometech.edf.common.port;

import com.hometech.edf.common.error.InvalidInputException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a secret is kept: {@code secretsmanager:name}, {@code secretsmanager:name#key} or {@code ssm:/name}.
 *
 * @param service what keeps it
 * @param name the secret's name or ARN, or the parameter's name there
 * @param key the entry of a secret that is a JSON object; empty: all of it
 */
public record SecretReference(Service service, String name, Optional<String> key) {
    private static final Pattern REFERENCE =
            Pattern.compile("secretsmanager:([\\w/+=.@!:-]+)(?:#([\\w.-]+))?|ssm:(/[\\w./-]+)");

    /** Services that keep secrets. */
    public enum Service {
        SECRETS_MANAGER,
        PARAMETER_STORE
    }

    /** Whether the text is a reference. */
    public static boolean isOne(String text) {
        return REFERENCE.matcher(text).matches();
    }

    /** Reads a reference; what is none may be the secret itself and is not repeated in the message. */
    public static SecretReference parse(String reference) {
        Matcher match = REFERENCE.matcher(reference);
        if (!match.matches()) {
            throw new InvalidInputException(
                    "A secret must be a reference such as secretsmanager:name#key or ssm:/name; what was given is not one");
        }
        return match.group(1) == null
                ? new SecretReference(Service.PARAMETER_STORE, match.group(3), Optional.empty())
                : new SecretReference(Service.SECRETS_MANAGER, match.group(1), Optional.ofNullable(match.group(2)));
    }
}
