package com.hometech.edf.common.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.SecretReference.Service;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretReferenceTest {
    @Test
    void aSecretIsNamedWithOrWithoutAKey() {
        assertThat(SecretReference.parse("secretsmanager:edf/db#password"))
                .isEqualTo(new SecretReference(Service.SECRETS_MANAGER, "edf/db", Optional.of("password")));
        assertThat(SecretReference.parse("secretsmanager:edf/db"))
                .isEqualTo(new SecretReference(Service.SECRETS_MANAGER, "edf/db", Optional.empty()));
    }

    @Test
    void aSecretThatRdsManagesIsNamedByItsArn() {
        String arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:rds!cluster-1f2e-AbCdEf";
        assertThat(SecretReference.parse("secretsmanager:" + arn + "#password"))
                .isEqualTo(new SecretReference(Service.SECRETS_MANAGER, arn, Optional.of("password")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2", "secretsmanager:", "secretsmanager:a b", "ssm:token", "secretsmanager:db#", ""})
    void whatIsNoReferenceIsRefusedAndNotRepeated(String text) {
        assertThatThrownBy(() -> SecretReference.parse(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageNotContaining("hunter2");
    }
}
