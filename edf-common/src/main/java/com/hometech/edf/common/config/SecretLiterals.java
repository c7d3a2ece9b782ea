package com.hometech.edf.common.config;

import com.hometech.edf.common.port.SecretReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Recognises secrets that were written into a text. It errs towards letting a text pass: names, paths, numbers and
 * checksums in hexadecimal are no secrets.
 */
final class SecretLiterals {
    /** What to do about each. */
    static final String WAY_OUT =
            "keep it in Secrets Manager or the Parameter Store, write a reference (secretsmanager:name#key or ssm:/name), "
                    + "and revoke the secret: it has been on disk";

    private static final Map<String, Pattern> FORMS = new TreeMap<>(Map.of(
            "an AWS access key", Pattern.compile("\\b(AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\\b"),
            "a private key or certificate", Pattern.compile("-----BEGIN [A-Z ]+-----"),
            "a JSON web token", Pattern.compile("\\beyJ[\\w-]{8,}\\.eyJ[\\w-]{8,}\\.[\\w-]*"),
            "an access token", Pattern.compile("\\b(gh[pousr]_\\w{30,}|github_pat_\\w{30,}|xox[abprs]-[\\w-]{10,})"),
            "a password inside a URL", Pattern.compile("\\w://[^/\\s:@{}]+:[^/\\s:@{}]+@")));
    private static final Pattern SECRET_KEY = Pattern.compile(
            "(?i).*(password|passwd|passphrase|secret|token|api_?key|private_?key|access_?key|credential).*");
    private static final List<Pattern> RANDOM_TEXT = List.of(
            Pattern.compile("[A-Za-z0-9+/=_-]{32,}"),
            Pattern.compile(".*[a-z].*"),
            Pattern.compile(".*[A-Z].*"),
            Pattern.compile(".*[0-9].*"));
    /** Base64 of 24 random bytes has about 4.6 bits a character; names of the same length stay below 4.2. */
    private static final double RANDOM_BITS_PER_CHARACTER = 4.4;

    private SecretLiterals() {}

    /** What kind of secret the text holds, wherever in the file it stands. */
    static Optional<String> in(String text) {
        return FORMS.entrySet().stream()
                .filter(form -> form.getValue().matcher(text).find())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** What kind of secret the key's value is; empty for a reference and for harmless values. */
    static Optional<String> in(String key, String value) {
        if (value.isBlank() || SecretReference.isOne(value)) {
            return Optional.empty();
        }
        if (SECRET_KEY.matcher(key).matches()) {
            return Optional.of("a secret by its name");
        }
        boolean random =
                RANDOM_TEXT.stream().allMatch(form -> form.matcher(value).matches());
        return random && bitsPerCharacter(value) > RANDOM_BITS_PER_CHARACTER
                ? Optional.of("a random text such as a secret key")
                : Optional.empty();
    }

    /** Shannon's entropy of the text's characters [bit]. */
    private static double bitsPerCharacter(String text) {
        return text.chars()
                .distinct()
                .mapToDouble(character -> {
                    double share = (double) text.chars()
                                    .filter(other -> other == character)
                                    .count()
                            / text.length();
                    return -share * Math.log(share) / Math.log(2);
                })
                .sum();
    }
}
