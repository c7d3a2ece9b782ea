package com.hometech.edf.monitoring.accuracy;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.json.JsonFiles;
import com.hometech.edf.inference.artifact.Checksums;
import com.hometech.edf.inference.correction.IntervalCorrections;
import com.hometech.edf.inference.correction.QuantityOffsets;
import com.hometech.edf.inference.manifest.RunManifest;
import com.hometech.edf.inference.manifest.RunManifest.AppliedCorrection;
import com.hometech.edf.inference.manifest.RunManifest.ForecastFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A run whose forecasts lie in a folder.
 *
 * @param manifest what it says of itself
 * @param folder with its files
 */
public record IssuedRun(RunManifest manifest, Path folder) {
    /**
     * By issue; of the same issue the one that counts comes last: that with the newest model, then that whose name comes last.
     * Names that EDF makes begin with the time.
     */
    static final Comparator<IssuedRun> ORDER = Comparator.comparing(IssuedRun::issuedAt)
            .thenComparingLong(IssuedRun::modelNumber)
            .thenComparing(IssuedRun::runId);

    private static final Pattern MODEL_NUMBER = Pattern.compile(".*/(\\d{1,18})");

    private static final double SECONDS_PER_HOUR = 3600;

    /** The execution that made the forecasts. */
    public String runId() {
        return manifest.runId();
    }

    /** Nominal issue time. */
    public Instant issuedAt() {
        return manifest.issuedAt();
    }

    /** What it forecasts. */
    public Quantity quantity() {
        return manifest.quantity();
    }

    /** Where its forecasts lie. */
    public List<Path> files() {
        return manifest.files().stream()
                .map(file -> folder.resolve(file.name()))
                .toList();
    }

    private long modelNumber() {
        Matcher number = MODEL_NUMBER.matcher(manifest.modelVersion());
        return number.matches() ? Long.parseLong(number.group(1)) : 0;
    }

    /** Lead of the first target, which is the issue itself [h]. */
    double firstLeadHours() {
        return Duration.between(manifest.origin(), issuedAt()).toSeconds() / SECONDS_PER_HOUR;
    }

    /** After the last target. */
    public Instant end(TimeStep step) {
        long targets = manifest.buildings() == 0 ? 0 : -Math.floorDiv(-manifest.rows(), (long) manifest.buildings());
        return issuedAt().plus(step.duration().multipliedBy(targets));
    }

    /** Whether a target can lie in {@code [from, to)}. */
    public boolean reaches(Instant from, Instant to, TimeStep step) {
        return issuedAt().isBefore(to) && end(step).isAfter(from);
    }

    /** Levels of the quantiles; those of the configuration where the run does not say. */
    public List<Double> levels(List<Double> configured) {
        return manifest.quantileLevels().isEmpty() ? configured : manifest.quantileLevels();
    }

    /** What its intervals were corrected by, as the file beside the forecasts says. */
    QuantityOffsets corrections() throws IOException {
        return manifest.intervalCorrection() == null
                ? QuantityOffsets.NONE
                : JsonFiles.read(folder.resolve(IntervalCorrections.FILE_NAME), IntervalCorrections.class)
                        .of(quantity());
    }

    /**
     * Checks that its files are those that the manifest names.
     *
     * @throws InvalidInputException where one is missing or is another
     */
    void requireFiles() throws IOException {
        for (ForecastFile named : manifest.files()) {
            Path file = folder.resolve(named.name());
            if (!Files.isRegularFile(file)) {
                throw new InvalidInputException(named.name() + " is missing; run the forecast again");
            }
            try (InputStream in = Files.newInputStream(file)) {
                if (!Checksums.sha256(in).equals(named.sha256())) {
                    throw new InvalidInputException(
                            named.name() + " is not the file that the manifest names; run the forecast again");
                }
            }
        }
        requireCorrections();
    }

    private void requireCorrections() throws IOException {
        AppliedCorrection applied = manifest.intervalCorrection();
        Path file = folder.resolve(IntervalCorrections.FILE_NAME);
        if (applied != null
                && (!Files.isRegularFile(file)
                        || !Checksums.sha256(Files.readAllBytes(file)).equals(applied.sha256()))) {
            throw new InvalidInputException(IntervalCorrections.FILE_NAME
                    + " is missing, or not the file that the manifest names; run the forecast again");
        }
    }

    /** Whether both are of the same issue, so that one of them counts. */
    boolean isSameIssue(@Nullable IssuedRun other) {
        return other != null && issuedAt().equals(other.issuedAt()) && quantity() == other.quantity();
    }
}
