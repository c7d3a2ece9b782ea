package com.hometech.edf.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.Secrets;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What everything that resolves secrets promises. */
abstract class SecretsContract {
    /** Secrets that know exactly these references. */
    abstract Secrets newSecrets(Map<String, String> secretsByReference) throws Exception;

    @Test
    void aKnownReferenceIsResolved() throws Exception {
        Secrets secrets = newSecrets(Map.of("secretsmanager:edf/db#password", "one", "ssm:/edf/token", "two"));
        assertThat(secrets.resolve("secretsmanager:edf/db#password")).isEqualTo("one");
        assertThat(secrets.resolve("ssm:/edf/token")).isEqualTo("two");
    }

    @Test
    void anUnknownReferenceIsNamed() {
        assertThatThrownBy(() -> newSecrets(Map.of()).resolve("ssm:/edf/token"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("ssm:/edf/token");
    }

    @Test
    @DisplayName("fault 54: a literal where a reference belongs is refused and never repeated")
    void aLiteralIsRefusedAndNeverRepeated() {
        assertThatThrownBy(() -> newSecrets(Map.of()).resolve("hunter2AndMore"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageNotContaining("hunter2");
    }
}
