package com.hometech.edf.monitoring.accuracy;

import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.job.Job;
import com.hometech.edf.common.job.JobContext;
import com.hometech.edf.data.accuracy.AccuracySummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code track-accuracy}: scores issued forecasts with the readings that arrived since. Writes the files of the history that
 * changed, {@value AccuracySummary#STATE_NAME}, {@value AccuracySummary#PAGE_NAME} and {@value AccuracySummary#FILE_NAME}.
 */
public final class TrackAccuracyJob implements Job {
    private static final Logger LOG = LoggerFactory.getLogger(TrackAccuracyJob.class);
    private static final String CONFIG = "edf_config.yaml";

    @Override
    public void run(JobContext context) throws IOException {
        Map<Quantity, Path> readings = new EnumMap<>(Quantity.class);
        for (Quantity quantity : Quantity.values()) {
            Path table = context.processingInput("readings").resolve(quantity.table());
            if (Files.isDirectory(table)) {
                readings.put(quantity, table);
            }
        }
        TrackAccuracy.Inputs inputs = new TrackAccuracy.Inputs(
                context.processingInput("forecasts"),
                context.processingInput("forecast-index"),
                readings,
                context.processingInput("accuracy"));
        Path output = Files.createDirectories(context.processingOutput("accuracy"));
        AccuracySummary summary = new TrackAccuracy(
                        ConfigReader.read(context.processingInput("config").resolve(CONFIG)),
                        inputs,
                        context.requiredTime("as-of"),
                        context.progress())
                .run(output);
        AccuracyText.lines(summary).forEach(LOG::info);
    }
}
