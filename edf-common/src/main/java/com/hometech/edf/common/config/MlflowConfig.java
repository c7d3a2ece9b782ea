package com.hometech.edf.common.config;

import com.hometech.edf.common.port.SecretReference;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An MLflow server that training runs are sent to.
 *
 * @param trackingUri its address; null where there is none
 * @param experiment name of the experiment that runs belong to
 * @param credentials reference to the secret {@code user:password} or an access token; null where the server asks for none
 */
public record MlflowConfig(
        @Nullable String trackingUri,
        String experiment,
        @Nullable String credentials) {
    /** No server. */
    static final MlflowConfig NONE = new MlflowConfig(null, "EDF", null);

    private static final TextRule ADDRESS = TextRule.matching(
            "https?://[A-Za-z0-9._\\[\\]:-]+(/[A-Za-z0-9._~/-]*)?", "an address such as https://mlflow.example.org");
    private static final TextRule NAME = TextRule.matching("[^/\\p{Cntrl}][^\\p{Cntrl}]{0,199}", "1 to 200 characters");
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    static MlflowConfig read(ConfigSection section, MlflowConfig fallback) {
        MlflowConfig config = new MlflowConfig(
                section.textOrNull("tracking_uri", fallback.trackingUri(), ADDRESS),
                section.text("experiment", fallback.experiment(), NAME),
                section.textOrNull("credentials", fallback.credentials(), MlflowConfig::referenceProblem));
        if (config.trackingUri() != null && config.credentials() != null && !isPrivate(config.trackingUri())) {
            section.add(
                    "tracking_uri",
                    config.trackingUri()
                            + " would send the credentials in the clear: write https, or leave credentials null");
        }
        section.refuseOthers();
        return config;
    }

    /** The server's address; empty where there is none. */
    public Optional<URI> server() {
        return Optional.ofNullable(trackingUri).map(URI::create);
    }

    private static boolean isPrivate(String address) {
        URI uri = URI.create(address);
        return "https".equals(uri.getScheme()) || THIS_MACHINE.contains(String.valueOf(uri.getHost()));
    }

    private static Optional<String> referenceProblem(String value) {
        return SecretReference.isOne(value)
                ? Optional.empty()
                : Optional.of("is no reference to a secret; use secretsmanager:name#key or ssm:/name");
    }
}
