package com.hometech.edf.inference.correction;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.common.domain.Quantity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalCorrectionsTest {
    private static final IntervalCorrections CORRECTIONS = new IntervalCorrections(
            LocalDate.of(2024, 5, 31),
            Map.of(
                    Quantity.CONSUMPTION,
                    new QuantityOffsets(
                            List.of(new EndOffsets(0.01, -0.02)), Map.of("b", List.of(new EndOffsets(0.03, 0.04))))));

    @TempDir
    private Path folder;

    @Test
    void correctionsComeBackAsTheyWereWritten() throws IOException {
        CORRECTIONS.write(folder);

        assertThat(IntervalCorrections.read(folder)).contains(CORRECTIONS);
        assertThat(IntervalCorrections.read(folder.resolve("none"))).isEmpty();
    }

    @ParameterizedTest(name = "issue {0}: {1}")
    @CsvSource({
        "2024-05-30T05:00:00Z, false",
        "2024-05-31T23:00:00Z, false",
        "2024-06-01T00:00:00Z, true",
        "2024-06-28T05:00:00Z, true",
        "2024-06-29T05:00:00Z, false"
    })
    void onlyLaterIssuesMayKnowThemAndNotForLong(Instant issuedAt, boolean suits) {
        assertThat(CORRECTIONS.suits(issuedAt)).isEqualTo(suits);
    }
}
