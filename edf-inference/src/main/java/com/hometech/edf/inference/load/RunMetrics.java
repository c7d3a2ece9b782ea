package com.hometech.edf.inference.load;

import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.port.Metrics;
import com.hometech.edf.common.port.Metrics.Unit;
import com.hometech.edf.inference.manifest.RunManifest;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What alarms watch about a run: {@code ForecastShare} of each quality, among them forecasts without weather and those of
 * an older model, and {@code FailedBuildingShare}, both in percent.
 */
final class RunMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(RunMetrics.class);

    /** More failed buildings than this are no longer single cases [%]. */
    private static final double MOST_FAILED_PERCENT = 2;

    private final Metrics metrics;

    RunMetrics(Metrics metrics) {
        this.metrics = metrics;
    }

    void put(RunManifest run) {
        for (ForecastQuality quality : ForecastQuality.values()) {
            long rows = run.quality().getOrDefault(quality, 0L);
            metrics.put("ForecastShare", percent(rows, run.rows()), Unit.PERCENT, Map.of("quality", quality.name()));
        }
        double failed = percent(run.failed().size(), run.buildings());
        metrics.put("FailedBuildingShare", failed, Unit.PERCENT, Map.of());
        if (failed > MOST_FAILED_PERCENT) {
            LOG.error(
                    "{} of {} buildings of run {} failed and have plain forecasts: {}",
                    run.failed().size(),
                    run.buildings(),
                    run.runId(),
                    run.failed());
        }
    }

    private static double percent(long part, long whole) {
        return whole == 0 ? 0 : 100.0 * part / whole;
    }
}
