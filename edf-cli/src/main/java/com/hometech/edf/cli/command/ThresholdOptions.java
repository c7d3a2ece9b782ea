package com.hometech.edf.cli.command;

import com.hometech.edf.common.config.NearestName;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.job.JobContext;
import com.hometech.edf.training.evaluation.Thresholds;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Limits of an evaluation as given on the command line. */
final class ThresholdOptions {
    private static final List<String> NAMES = List.of("max_mape", "max_rmse", "max_wape_to_best_baseline");

    private ThresholdOptions() {}

    /**
     * The limits as parameters of the evaluation job.
     *
     * @throws InvalidInputException naming an unknown limit, or a value that is none
     */
    static Map<String, String> parameters(Map<String, String> thresholds) {
        Map<String, String> parameters = new TreeMap<>();
        thresholds.forEach((name, value) -> {
            if (!NAMES.contains(name)) {
                throw new InvalidInputException(
                        "--threshold " + name + "=" + value + ": unknown name; " + NearestName.hint(name, NAMES));
            }
            parameters.put(name.replace('_', '-'), value);
        });
        JobContext context = new JobContext(Path.of(""), parameters, Clock.systemUTC(), JobContext.Progress.SILENT);
        Thresholds.check(context);
        return parameters;
    }
}
