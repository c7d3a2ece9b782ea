package com.hometech.edf.monitoring.watch;

import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.job.Job;
import com.hometech.edf.common.job.JobContext;
import com.hometech.edf.data.table.TopologyFiles;
import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.data.watch.WatchSummary;
import com.hometech.edf.data.watch.WatchSummary.Finding;
import com.hometech.edf.monitoring.anomaly.AnomalyWatch;
import com.hometech.edf.monitoring.challenger.ChallengerWatch;
import com.hometech.edf.monitoring.drift.DriftWatch;
import com.hometech.edf.monitoring.quality.QualityWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code watch}: runs all daily checks. Writes a folder for each, and {@value WatchSummary#FILE_NAME} last.
 */
public final class WatchJob implements Job {
    private static final Logger LOG = LoggerFactory.getLogger(WatchJob.class);
    private static final String CONFIG = "edf_config.yaml";

    /** All daily checks, in the order in which they run. */
    public static List<Watch> watches() {
        return List.of(new DriftWatch(), new AnomalyWatch(), new QualityWatch(), new ChallengerWatch());
    }

    @Override
    public void run(JobContext context) throws IOException {
        WatchInputs inputs = new WatchInputs(
                ConfigReader.read(context.processingInput("config").resolve(CONFIG)),
                TopologyFiles.read(context.processingInput("topology")),
                context.processingInput("readings"),
                context.processingInput("weather-forecast"),
                context.processingInput("forecasts"),
                context.processingInput("forecast-index"),
                context.processingInput("shadow-forecasts"),
                context.processingInput("accuracy"),
                context.processingInput("monitoring"),
                context.requiredTime("as-of"),
                context.progress());
        Path output = Files.createDirectories(context.processingOutput("monitoring"));
        WatchSummary summary = new RunWatches(watches()).run(inputs, output);
        for (Finding finding : summary.watches()) {
            finding.lines().forEach(LOG::info);
        }
        for (Alarm alarm : summary.alarms()) {
            LOG.warn("{} {}", alarm.text(), alarm.advice());
        }
    }
}
