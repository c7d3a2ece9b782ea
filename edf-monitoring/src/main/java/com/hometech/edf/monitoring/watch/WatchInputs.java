package com.hometech.edf.monitoring.watch;

import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.job.JobContext.Progress;
import java.nio.file.Path;
import java.time.Instant;

/**
 * What a daily check may look at. Folders may be empty: nothing was forecast or found yet.
 *
 * @param config the configuration
 * @param topology buildings and holidays
 * @param readings {@code processed_edf_data}: the folders {@code consumption}, {@code generation}, {@code weather} and those of
 *     the imports
 * @param weatherForecasts archived weather forecasts
 * @param forecasts the runs' folders below it, as the accuracy job finds them
 * @param forecastIndex lists of the forecasts that were loaded
 * @param shadowForecasts as {@code forecasts}, of models that wait for approval
 * @param accuracy the history of accuracy with its newest summary
 * @param monitoring what earlier executions published: a folder for each check
 * @param asOf what had not arrived by then is not known
 * @param progress where long work says how far it is
 */
public record WatchInputs(
        EdfConfig config,
        Topology topology,
        Path readings,
        Path weatherForecasts,
        Path forecasts,
        Path forecastIndex,
        Path shadowForecasts,
        Path accuracy,
        Path monitoring,
        Instant asOf,
        Progress progress) {

    /** What a check published before; need not exist. */
    public Path before(Watch watch) {
        return monitoring.resolve(watch.name());
    }
}
