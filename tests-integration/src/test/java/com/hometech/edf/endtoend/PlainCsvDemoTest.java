package com.hometech.edf.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.ForecastRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command with nothing but one CSV file. */
class PlainCsvDemoTest {
    @TempDir
    private static Path directory;

    @Test
    @DisplayName("a file of daily values becomes forecasts of the next three days; its home keeps the step")
    void dailyValues() throws IOException {
        Path home = SmallPortfolio.home(directory.resolve("home"));
        Path file = Files.writeString(directory.resolve("sales.csv"), dailyValues(130));

        EdfRun demo = EdfRun.done(home, "demo", "--data", file.toString());

        assertThat(demo.out())
                .contains("edf_feature_eng.step becomes P1D")
                .contains("sales.csv: 2 series, readings every P1D, times in UTC")
                .contains("2 buildings have a forecast");
        List<ForecastRecord> rows = Stores.rows(home.resolve("sales"));
        assertThat(rows).hasSize(6).allMatch(row -> row.quality() == ForecastQuality.MODEL);
        assertThat(rows).extracting(ForecastRecord::leadHours).contains(24.0, 48.0, 72.0);
        assertThat(rows.get(0).targetTime()).isEqualTo(Instant.parse("2024-05-06T00:00:00Z"));
        EdfRun again = EdfRun.done(home.resolve("sales"), "data", "import", file.toString());
        assertThat(again.out()).contains("was imported before");
    }

    @Test
    @DisplayName("an import wants the configuration's step and says how to have it")
    void importOfAnotherStep() throws IOException {
        Path home = SmallPortfolio.home(directory.resolve("import"));
        Path file = Files.writeString(directory.resolve("more.csv"), dailyValues(30));

        EdfRun refused = EdfRun.in(home, "data", "import", file.toString());

        assertThat(refused.exitCode()).isNotZero();
        assertThat(refused.err())
                .contains("more.csv has readings every P1D", "edf_feature_eng: {step: P1D}")
                .doesNotContain("Exception");
        assertThat(EdfRun.in(home, "data", "import", file.toString(), "--timezone", "CET")
                        .err())
                .contains("Region/City");
    }

    private static String dailyValues(int days) {
        StringBuilder text = new StringBuilder("unique_id,ds,y\n");
        Random random = new Random(3);
        for (String series : List.of("north", "south")) {
            for (int day = 0; day < days; day++) {
                LocalDate date = LocalDate.parse("2023-12-31").plusDays(day);
                double value = (date.getDayOfWeek().getValue() > 5 ? 60 : 100) + 5 * random.nextGaussian();
                text.append(series + "," + date + "," + value + "\n");
            }
        }
        return text.toString();
    }
}
