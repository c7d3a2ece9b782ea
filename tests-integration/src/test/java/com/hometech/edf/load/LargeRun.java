package com.hometech.edf.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.data.parquet.ParquetRowWriter;
import com.hometech.edf.data.table.ForecastColumn;
import com.hometech.edf.inference.artifact.Checksums;
import com.hometech.edf.inference.manifest.RunManifest;
import com.hometech.edf.inference.manifest.RunManifest.ForecastFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A run of many buildings, as the forecast job leaves it.
 *
 * @param buildings each with {@value #ROWS_OF_BUILDING} rows, one for each hour
 * @param fileBuildings how many of them are in one file
 */
record LargeRun(int buildings, int fileBuildings) {
    static final String RUN_ID = "run-1";
    static final int ROWS_OF_BUILDING = 72;
    static final ObjectUri FORECASTS =
            ObjectUri.parse("s3://processed-data/forecast-output/EDFInferenceWorkflow/run-1/");

    private static final Instant ISSUE = Instant.parse("2016-05-10T05:00:00Z");
    private static final String MODEL_VERSION = "EDFBuildingDemandForecaster/3";

    /** One of so many records, in files as large as the forecast job makes them. */
    static LargeRun ofRecords(int records) {
        return new LargeRun(records / ROWS_OF_BUILDING, RunManifest.MOST_FILE_ROWS / ROWS_OF_BUILDING);
    }

    long rows() {
        return (long) buildings * ROWS_OF_BUILDING;
    }

    long fileRows() {
        return (long) fileBuildings * ROWS_OF_BUILDING;
    }

    void write(ObjectStore objects, Path scratch) throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        List<ForecastFile> files = new ArrayList<>();
        for (int from = 0; from < buildings; from += fileBuildings) {
            int to = Math.min(from + fileBuildings, buildings);
            String name = String.format(Locale.ROOT, "forecasts-%05d.parquet", files.size() + 1);
            Path file = scratch.resolve(name);
            writeFile(file, from, to, random);
            objects.put(FORECASTS.resolve(name), file);
            try (InputStream in = Files.newInputStream(file)) {
                files.add(new ForecastFile(name, (long) (to - from) * ROWS_OF_BUILDING, Checksums.sha256(in)));
            }
            Files.delete(file);
        }
        RunManifest manifest = new RunManifest(
                RUN_ID,
                ISSUE,
                ISSUE.minus(Duration.ofHours(1)),
                MODEL_VERSION,
                "0123456789abcdef".repeat(4),
                rows(),
                buildings,
                Map.of(ForecastQuality.MODEL, rows()),
                files,
                List.of(),
                List.of(),
                List.of());
        objects.put(FORECASTS.resolve(RunManifest.FILE_NAME), manifest.toJson().getBytes(UTF_8));
    }

    private static void writeFile(Path file, int from, int to, SplittableRandom random) throws IOException {
        try (ParquetRowWriter writer = new ParquetRowWriter(file, ForecastColumn.SCHEMA)) {
            for (int building = from; building < to; building++) {
                String id = String.format(Locale.ROOT, "berlin_office_%06d", building);
                for (int hour = 0; hour < ROWS_OF_BUILDING; hour++) {
                    double yhat = 50 + 20 * random.nextDouble();
                    writer.setString(ForecastColumn.BUILDING_ID.ordinal(), id);
                    writer.setEpochSecond(
                            ForecastColumn.TIMESTAMP.ordinal(),
                            ISSUE.plus(Duration.ofHours(hour)).getEpochSecond());
                    writer.setEpochSecond(ForecastColumn.ISSUED_AT.ordinal(), ISSUE.getEpochSecond());
                    writer.setDouble(ForecastColumn.LEAD_HOURS.ordinal(), hour + 1);
                    writer.setDouble(ForecastColumn.YHAT.ordinal(), yhat);
                    writer.setDouble(ForecastColumn.YHAT_LOWER.ordinal(), yhat - random.nextDouble());
                    writer.setDouble(ForecastColumn.YHAT_UPPER.ordinal(), yhat + random.nextDouble());
                    writer.setString(ForecastColumn.MODEL_VERSION.ordinal(), MODEL_VERSION);
                    writer.setString(ForecastColumn.QUALITY.ordinal(), ForecastQuality.MODEL.name());
                    writer.endRow();
                }
            }
            writer.finish();
        }
    }
}
