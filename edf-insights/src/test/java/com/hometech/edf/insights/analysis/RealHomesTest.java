package com.hometech.edf.insights.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.config.InsightsConfig;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.insights.analysis.DailyModel.Tested;
import com.hometech.edf.insights.upload.Upload;
import com.hometech.edf.insights.upload.UploadId;
import com.hometech.edf.insights.upload.UploadReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forecasts of days that had not come yet, for homes that exist, beside the same day of the week before. */
class RealHomesTest {
    private static final int WEEKS = 40;
    private static final int CALIBRATION_DAYS = 56;

    @ParameterizedTest
    @CsvSource({"sceaux-home, Europe/Paris, 0.19", "ausgrid-home, Australia/Sydney, 0.10"})
    void aWeekAheadIsForecastBetterThanByTheWeekBefore(String home, String zone, double greatestWape)
            throws IOException {
        LocalDays days = days(home, zone);

        double misses = 0;
        double plainMisses = 0;
        double kwh = 0;
        for (Tested day : new DailyModel(0.8).tested(days, WEEKS, 56)) {
            Double before = days.kwh().get(day.forecast().date().minusDays(7));
            if (before != null) {
                misses += Math.abs(day.kwh() - day.forecast().kwh());
                plainMisses += Math.abs(day.kwh() - before);
                kwh += day.kwh();
            }
        }

        assertThat(misses / kwh).isLessThan(greatestWape);
        assertThat(misses).isLessThan(0.85 * plainMisses);
    }

    @ParameterizedTest
    @CsvSource({"sceaux-home, Europe/Paris", "ausgrid-home, Australia/Sydney"})
    void calibratedIntervalsHoldWhatTheyPromise(String home, String zone) throws IOException {
        List<Tested> tested = new DailyModel(0.8).tested(days(home, zone), WEEKS, 56);
        int inside = 0;
        int judged = 0;
        for (Tested day : tested) {
            List<Tested> before = new ArrayList<>(tested.stream()
                    .filter(other -> other.forecast().date().isBefore(day.week()))
                    .toList());
            if (before.size() >= CALIBRATION_DAYS) {
                double offset = DailyModel.offset(before.subList(before.size() - CALIBRATION_DAYS, before.size()), 0.8);
                judged++;
                inside += day.kwh() >= day.forecast().lower() - offset
                                && day.kwh() <= day.forecast().upper() + offset
                        ? 1
                        : 0;
            }
        }
        assertThat((double) inside / judged).isBetween(0.74, 0.88);
    }

    private static LocalDays days(String home, String zone) throws IOException {
        Path file = folder(home).resolve("consumption.csv.gz");
        assumeTrue(Files.exists(file), file + " is absent: set EDF_SHARED to the folder of the public readings");
        InsightsConfig config = ConfigReader.parse("edf_insights: {timezone: " + zone + "}", "a test")
                .edfInsights();
        ObjectUri uploads = ObjectUri.parse("s3://raw/raw/");
        Upload upload = new UploadReader(config)
                .read(
                        UploadId.of(uploads.resolve("home.csv"), uploads),
                        csv(file).getBytes(UTF_8));
        return LocalDays.of(upload.appliances().get(0), upload.zone());
    }

    private static String csv(Path file) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
            return lines.lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .map(fields -> fields[1] + "," + fields[0] + "," + fields[2])
                    .collect(Collectors.joining("\n", "timestamp,appliance,kwh\n", "\n"));
        }
    }

    /** Below the property {@code edf.shared}, the variable EDF_SHARED, or beside the project. */
    private static Path folder(String set) {
        Path root = Path.of(System.getProperty("edf.root"));
        String shared = Optional.ofNullable(System.getProperty("edf.shared"))
                .or(() -> Optional.ofNullable(System.getenv("EDF_SHARED")))
                .orElse(root.resolveSibling("shared").toString());
        return root.resolve(shared).resolve("data").resolve(set);
    }
}
