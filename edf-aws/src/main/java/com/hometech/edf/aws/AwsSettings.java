package com.hometech.edf.aws;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ObjectUri;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a program on AWS is told by its environment variables; Terraform sets them. Each is read when it is needed, so that
 * a program needs only those of what it uses.
 *
 * <table>
 *   <caption>Variables</caption>
 *   <tr><td>{@code EDF_CONFIG_URI}</td><td>the configuration, {@code s3://{scripts}/config/edf_config.yaml}</td></tr>
 *   <tr><td>{@code EDF_ENVIRONMENT_SUFFIX}</td><td>what the environment adds to names, such as {@code -dev}; default none</td></tr>
 *   <tr><td>{@code EDF_IMAGE_URI}</td><td>container image of the jobs, for who registers models</td></tr>
 *   <tr><td>{@code EDF_SAGEMAKER_ROLE_ARN}</td><td>role that SageMaker reads models with, for who creates them</td></tr>
 *   <tr><td>{@code EDF_DB_URL}, {@code EDF_DB_USER}, {@code EDF_DB_PASSWORD}</td><td>PostgreSQL as a JDBC URL, its user, and
 *     a reference to the user's password; where forecasts are in RDS</td></tr>
 *   <tr><td>{@code EDF_FORECAST_RETENTION_DAYS}</td><td>days after its issue that a forecast is kept in DynamoDB; default:
 *     for ever</td></tr>
 *   <tr><td>{@code EDF_CURSOR_KEY}</td><td>a reference to the secret that signs the cursors of the served API; at least 32
 *     characters, the same for all its functions</td></tr>
 * </table>
 *
 * @param variables by name; an empty one counts as absent
 */
public record AwsSettings(Map<String, String> variables) {

    public AwsSettings {
        variables = Map.copyOf(variables);
    }

    /** Where the configuration lies. */
    public ObjectUri configUri() {
        String name = "EDF_CONFIG_URI";
        try {
            return ObjectUri.parse(required(name, "s3://hometech-ml-glue-scripts-dev/config/edf_config.yaml"));
        } catch (InvalidInputException noUri) {
            throw new InvalidInputException("Environment variable " + name + ": " + noUri.getMessage(), noUri);
        }
    }

    /** What the environment adds to the names of resources; may be empty. */
    public String environmentSuffix() {
        return optional("EDF_ENVIRONMENT_SUFFIX").orElse("");
    }

    String imageUri() {
        return required(
                "EDF_IMAGE_URI", "000000000000.dkr.ecr.eu-central-1.amazonaws.com/edf-training-container-dev:1.2.0");
    }

    String sageMakerRoleArn() {
        return required("EDF_SAGEMAKER_ROLE_ARN", "arn:aws:iam::000000000000:role/edf-sagemaker-dev");
    }

    String databaseUrl() {
        return required("EDF_DB_URL", "jdbc:postgresql://host:5432/edf?sslmode=verify-full");
    }

    String databaseUser() {
        return required("EDF_DB_USER", "edf_loader");
    }

    String databasePasswordReference() {
        return required("EDF_DB_PASSWORD", "secretsmanager:edf/db#password");
    }

    String cursorKeyReference() {
        return required("EDF_CURSOR_KEY", "secretsmanager:edf/api#cursor_key");
    }

    Optional<Duration> forecastRetention() {
        String name = "EDF_FORECAST_RETENTION_DAYS";
        return optional(name).map(text -> {
            if (!text.matches("[1-9][0-9]{0,4}")) {
                throw new InvalidInputException("Environment variable " + name + " is \"" + text
                        + "\", not a number of days from 1 to 99999; without it forecasts are kept for ever");
            }
            return Duration.ofDays(Long.parseLong(text));
        });
    }

    private String required(String name, String example) {
        return optional(name)
                .orElseThrow(() -> new InvalidInputException(
                        "Environment variable " + name + " is not set: set it, for example to " + example));
    }

    private Optional<String> optional(String name) {
        return Optional.ofNullable(variables.get(name)).filter(text -> !text.isBlank());
    }
}
