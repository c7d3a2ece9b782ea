package com.hometech.edf.inference.manifest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.json.JsonFiles;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a forecast run made, as {@value #FILE_NAME} says it.
 *
 * @param runId the execution that made the forecasts
 * @param issuedAt nominal issue time of all rows
 * @param origin start of the last interval whose readings the run could know
 * @param quantity what all rows forecast; consumption where the file does not say
 * @param modelVersion for example {@code EDFBuildingDemandForecaster/3}
 * @param modelSha256 checksum of the model's {@code model.tar.gz}, in lower-case hex
 * @param quantileLevels of every row, ascending, the first and the last those of the ends of the interval; empty where an
 *     older version made the file
 * @param rows rows in all files
 * @param buildings buildings that have rows
 * @param quality rows of each grade; a grade that did not occur may be left out
 * @param files the forecast files beside the manifest, in name order
 * @param noData buildings that are known but have no reading, in id order
 * @param inactive buildings that have been silent for so long that they count as closed, in id order
 * @param failed buildings whose features or model failed, so that all their rows are plain forecasts, in id order
 * @param freshness how new was what the run could know; null where an older version made the file
 * @param trainingCheck what the model was trained with beside what it had to answer; null, and not in the file, where an older
 *     version made it
 * @param intervalCorrection what all intervals were corrected by; null, and not in the file, where they were not
 */
public record RunManifest(
        String runId,
        Instant issuedAt,
        Instant origin,
        Quantity quantity,
        String modelVersion,
        String modelSha256,
        List<Double> quantileLevels,
        long rows,
        int buildings,
        Map<ForecastQuality, Long> quality,
        List<ForecastFile> files,
        List<String> noData,
        List<String> inactive,
        List<String> failed,
        @Nullable Freshness freshness,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable TrainingCheck trainingCheck,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable AppliedCorrection intervalCorrection) {
    /** Its name, beside the forecast files. */
    public static final String FILE_NAME = "run_manifest.json";

    /** Rows that the forecast job puts in one file at most, and that are loaded at once. */
    public static final int MOST_FILE_ROWS = 250_000;

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /**
     * One forecast file.
     *
     * @param name relative to the manifest
     * @param rows rows in it
     * @param sha256 checksum of its bytes, in lower-case hex
     */
    public record ForecastFile(String name, long rows, String sha256) {
        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.=-]*\\.parquet");

        public ForecastFile {
            require(
                    name != null && NAME.matcher(name).matches(),
                    "files.name",
                    name,
                    "a plain name that ends with .parquet");
            require(rows >= 0, "files.rows", rows, "0 or more");
            require(
                    sha256 != null && SHA256.matcher(sha256).matches(),
                    "files.sha256",
                    sha256,
                    "64 lower-case hex digits");
        }
    }

    /**
     * How new was what a run could know.
     *
     * @param readingAgeHours from the end of a building's last reading to the issue, median over the buildings that have rows;
     *     null without any
     * @param weatherShare share of the rows whose temperature at the target is known, 0 to 1
     */
    public record Freshness(@Nullable Double readingAgeHours, double weatherShare) {
        public Freshness {
            require(
                    weatherShare >= 0 && weatherShare <= 1,
                    "freshness.weather_share",
                    weatherShare,
                    "a share from 0 to 1");
        }
    }

    /**
     * What the intervals of a run were corrected by.
     *
     * @param through the last day whose measured coverage is in it
     * @param sha256 checksum of {@code interval_corrections.json} beside the manifest, in lower-case hex
     */
    public record AppliedCorrection(LocalDate through, String sha256) {
        public AppliedCorrection {
            require(through != null, "interval_correction.through", through, "a day");
            require(
                    sha256 != null && SHA256.matcher(sha256).matches(),
                    "interval_correction.sha256",
                    sha256,
                    "64 lower-case hex digits");
        }
    }

    /** The manifest of a run that forecasts consumption and says neither at which levels nor from how new data. */
    public RunManifest(
            String runId,
            Instant issuedAt,
            Instant origin,
            String modelVersion,
            String modelSha256,
            long rows,
            int buildings,
            Map<ForecastQuality, Long> quality,
            List<ForecastFile> files,
            List<String> noData,
            List<String> inactive,
            List<String> failed) {
        this(
                runId,
                issuedAt,
                origin,
                Quantity.CONSUMPTION,
                modelVersion,
                modelSha256,
                List.of(),
                rows,
                buildings,
                quality,
                files,
                noData,
                inactive,
                failed,
                null,
                null,
                null);
    }

    public RunManifest {
        quantity = quantity == null ? Quantity.CONSUMPTION : quantity;
        quantileLevels = quantileLevels == null ? List.of() : List.copyOf(quantileLevels);
        require(runId != null && !runId.isBlank(), "run_id", runId, "the execution's name");
        require(issuedAt != null, "issued_at", issuedAt, "an instant");
        require(origin != null && origin.isBefore(issuedAt), "origin", origin, "an instant before issued_at");
        require(modelVersion != null && !modelVersion.isBlank(), "model_version", modelVersion, "group/version");
        require(
                modelSha256 != null && SHA256.matcher(modelSha256).matches(),
                "model_sha256",
                modelSha256,
                "64 hex digits");
        require(buildings >= 0, "buildings", buildings, "0 or more");
        require(quality != null, "quality", quality, "the rows of each grade");
        require(files != null, "files", files, "a list");
        require(noData != null, "no_data", noData, "a list");
        require(inactive != null, "inactive", inactive, "a list");
        require(failed != null, "failed", failed, "a list");
        quality = new TreeMap<>(quality);
        files = files.stream().sorted(Comparator.comparing(ForecastFile::name)).toList();
        noData = List.copyOf(new TreeSet<>(noData));
        inactive = List.copyOf(new TreeSet<>(inactive));
        failed = List.copyOf(new TreeSet<>(failed));
        long rowsInFiles = files.stream().mapToLong(ForecastFile::rows).sum();
        require(rows == rowsInFiles, "rows", rows, "the sum of its files, " + rowsInFiles);
        long rowsOfGrades = quality.values().stream().mapToLong(Long::longValue).sum();
        require(rows == rowsOfGrades, "rows", rows, "the sum of its grades, " + rowsOfGrades);
        Set<String> names = new HashSet<>();
        for (ForecastFile file : files) {
            require(names.add(file.name()), "files.name", file.name(), "each file once");
        }
    }

    /**
     * Whether the model had learned from readings of the time that it forecast, or of later ones: a forecast made afterwards, which
     * no reading can be held against. Not known of what older versions made.
     */
    @JsonIgnore
    public boolean isInSample() {
        return trainingCheck != null && !trainingCheck.trainedThrough().isBefore(issuedAt);
    }

    /** The manifest as JSON; the same manifest always gives the same text. */
    public String toJson() {
        return JsonFiles.toText(this);
    }

    /**
     * Reads what {@link #toJson()} wrote.
     *
     * @param source names it in errors
     * @throws InvalidInputException when a field is missing, unknown or contradicts another
     */
    public static RunManifest parse(String json, String source) {
        return JsonFiles.parse(json, RunManifest.class, source);
    }

    private static void require(boolean holds, String field, @Nullable Object value, String expected) {
        if (!holds) {
            throw new InvalidInputException(FILE_NAME + ": " + field + " is " + value + "; expected " + expected);
        }
    }
}
