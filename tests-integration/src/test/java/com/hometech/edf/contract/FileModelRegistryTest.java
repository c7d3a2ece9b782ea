package com.hometech.edf.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.cli.platform.FileModelRegistry;
import com.hometech.edf.cli.platform.FileModelRegistry.Decision;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ApprovalStatus;
import com.hometech.edf.common.port.ModelRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class FileModelRegistryTest extends ModelRegistryContract {
    @Override
    ModelRegistry newRegistry(Path directory, Clock clock) {
        return new FileModelRegistry(directory, clock);
    }

    @Test
    void everyDecisionIsKept() {
        registry.register(registration("execution-1"));
        registry.decide(GROUP, 1, ApprovalStatus.APPROVED, "ann: good");
        registry.decide(GROUP, 1, ApprovalStatus.REJECTED, "ben: holidays are wrong");

        assertThat(((FileModelRegistry) registry).history(GROUP, 1))
                .containsExactly(
                        new Decision(ApprovalStatus.APPROVED, "ann: good", NOW),
                        new Decision(ApprovalStatus.REJECTED, "ben: holidays are wrong", NOW));
    }

    @Test
    void noDecisionIsLostWhenManyDecideAtOnce() throws Exception {
        registry.register(registration("execution-1"));
        Concurrently.run(8, thread -> () -> registry.decide(GROUP, 1, ApprovalStatus.APPROVED, "person " + thread));
        assertThat(((FileModelRegistry) registry).history(GROUP, 1)).hasSize(8);
    }

    @Test
    void aDamagedEntryIsNamed() throws Exception {
        registry.register(registration("execution-1"));
        Path entry = directory.resolve(GROUP + "/000001/package.json");
        Files.writeString(entry, "{");
        assertThatThrownBy(() -> registry.list(GROUP))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(entry.toString());
    }
}
