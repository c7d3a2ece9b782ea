package com.hometech.edf.aws;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.aws.FakeAws.Answer;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.common.port.ServingModels.ServingModel;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Services that speak JSON refuse a wrong time and a wrong key by the same name. */
class SignatureFaultsTest {
    private static final Map<String, Consumer<AwsClients>> CALLS = new TreeMap<>(Map.of(
            "DynamoDB",
            clients -> new DynamoDbForecastStore(clients.dynamoDb(), "Forecasts", Optional.empty())
                    .newestIssue(new BuildingId("alpha")),
            "Parameter Store",
            clients -> secrets(clients).resolve("ssm:/edf/db"),
            "SageMaker's models",
            clients -> new SageMakerServingModels(clients.sageMaker(), "arn:aws:iam::000000000000:role/edf")
                    .create(new ServingModel("edf-1", "arn:x/1", ObjectUri.parse("s3://bucket/model.tar.gz"), "abc")),
            "SageMaker's registry",
            clients -> new SageMakerModelRegistry(clients.sageMaker(), () -> "image", Clock.systemUTC()).list("Edf"),
            "Secrets Manager",
            clients -> secrets(clients).resolve("secretsmanager:edf/db"),
            "Timestream",
            clients -> new TimestreamForecastStore(
                            clients.timestreamWrite(), clients.timestreamQuery(), "Edf", "Forecasts", Clock.systemUTC())
                    .runs()));

    private static AwsSecrets secrets(AwsClients clients) {
        return new AwsSecrets(clients.secretsManager(), clients.ssm());
    }

    static Stream<String> services() {
        return CALLS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("services")
    @DisplayName("fault 39: a clock that a service rejects is reported as such")
    void aWrongClock(String service) {
        for (String message : new String[] {
            "Signature expired: 20240101T000000Z is now earlier than 20240101T001000Z (20240101T001500Z - 5 min.)",
            "Signature not yet current: 20240101T001000Z is still later than 20240101T000500Z"
        }) {
            assertThatThrownBy(() -> call(service, message))
                    .isInstanceOf(DependencyUnavailableException.class)
                    .hasMessageContaining("set this machine's clock");
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void aWrongKeyIsNotTakenForAWrongClock(String service) {
        assertThatThrownBy(() -> call(
                        service,
                        "The request signature we calculated does not match the signature you provided. Check your AWS"
                                + " Secret Access Key and signing method."))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("does not accept the credentials");
    }

    private static void call(String service, String message) {
        try (FakeAws aws = new FakeAws(request ->
                Answer.json(400, "{\"__type\":\"InvalidSignatureException\",\"message\":\"" + message + "\"}"))) {
            CALLS.get(service).accept(aws.clients());
        }
    }
}
