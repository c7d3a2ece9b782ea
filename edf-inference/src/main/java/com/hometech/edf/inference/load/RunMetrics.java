package com.hometech.edf.inference.load;

import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.port.Metrics;
import com.hometech.edf.common.port.Metrics.Unit;
import com.hometech.edf.inference.manifest.RunManifest;
import com.hometech.edf.inference.manifest.RunManifest.Freshness;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What alarms watch about a run: {@code ForecastShare} of each quality, among them forecasts without weather and those of
 * an older model, and {@code FailedBuildingShare}, both in percent; {@code ReadingAge}, the hours from the last reading to the
 * issue, and {@code WeatherShare}, the percentage of rows for which the weather was known.
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
        Freshness freshness = run.freshness();
        if (freshness != null) {
            metrics.put("WeatherShare", 100 * freshness.weatherShare(), Unit.PERCENT, Map.of());
            if (freshness.readingAgeHours() != null) {
                metrics.put("ReadingAge", freshness.readingAgeHours(), Unit.NONE, Map.of());
            }
        }
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
