package com.hometech.edf.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.hometech.edf.aws.AwsClients;
import com.hometech.edf.aws.AwsSecrets;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.SecretReference;
import com.hometech.edf.common.port.SecretReference.Service;
import com.hometech.edf.common.port.Secrets;
import com.hometech.edf.contract.AwsEmulator.Kind;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ssm.model.ParameterType;

class AwsSecretsTest extends SecretsContract {
    Kind emulator() {
        return Kind.MOTO;
    }

    @BeforeEach
    void needsAnEmulator() throws Exception {
        AwsEmulator.empty(emulator());
    }

    @Override
    Secrets newSecrets(Map<String, String> secretsByReference) throws Exception {
        AwsClients clients = AwsEmulator.empty(emulator()).clients();
        secretsByReference.forEach((reference, secret) -> store(clients, SecretReference.parse(reference), secret));
        return new AwsSecrets(clients.secretsManager(), clients.ssm());
    }

    @Test
    void aSecretWithoutAKeyIsTheWholeText() throws Exception {
        assertThat(newSecrets(Map.of("secretsmanager:edf/token", "{not json")).resolve("secretsmanager:edf/token"))
                .isEqualTo("{not json");
    }

    @Test
    void aKeyThatTheSecretLacksIsNamedAndTheSecretIsNot() throws Exception {
        Secrets secrets =
                newSecrets(Map.of("secretsmanager:edf/token", "hunter2", "secretsmanager:edf/db#user", "edf"));
        for (String reference : new String[] {"secretsmanager:edf/token#password", "secretsmanager:edf/db#password"}) {
            assertThatThrownBy(() -> secrets.resolve(reference))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining(reference)
                    .hasMessageNotContaining("hunter2")
                    .hasNoCause();
        }
    }

    private static void store(AwsClients clients, SecretReference reference, String secret) {
        if (reference.service() == Service.PARAMETER_STORE) {
            clients.ssm()
                    .putParameter(request ->
                            request.name(reference.name()).value(secret).type(ParameterType.SECURE_STRING));
            return;
        }
        String text = reference
                .key()
                .map(key ->
                        JsonNodeFactory.instance.objectNode().put(key, secret).toString())
                .orElse(secret);
        clients.secretsManager()
                .createSecret(request -> request.name(reference.name()).secretString(text));
    }
}
