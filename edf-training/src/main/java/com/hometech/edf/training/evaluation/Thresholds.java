package com.hometech.edf.training.evaluation;

import com.hometech.edf.common.config.EvaluationConfig.MetricsThresholds;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.job.JobContext;
import org.jspecify.annotations.Nullable;

/** The limits of a run: those of the configuration, unless its parameters say otherwise. */
public final class Thresholds {
    private static final String SWITCHED_OFF = "none";

    private Thresholds() {}

    /**
     * Looks at the parameters alone, before any work.
     *
     * @throws InvalidInputException naming the first that is neither a limit nor {@code none}
     */
    public static void check(JobContext context) {
        of(new MetricsThresholds(null, null, null), context);
    }

    /**
     * Parameters {@code max-mape}, {@code max-rmse} and {@code max-wape-to-best-baseline} hold a number, or {@code none} to
     * switch a limit off.
     */
    public static MetricsThresholds of(MetricsThresholds configured, JobContext context) {
        return new MetricsThresholds(
                limit(context, "max-mape", configured.maxMape()),
                limit(context, "max-rmse", configured.maxRmse()),
                limit(context, "max-wape-to-best-baseline", configured.maxWapeToBestBaseline()));
    }

    private static @Nullable Double limit(JobContext context, String name, @Nullable Double configured) {
        String text = context.optional(name).map(String::strip).orElse(null);
        if (text == null) {
            return configured;
        }
        return text.equalsIgnoreCase(SWITCHED_OFF) ? null : Double.valueOf(number(name, text));
    }

    private static double number(String name, String text) {
        try {
            double value = Double.parseDouble(text);
            if (value > 0 && Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // told below, like a number out of range
        }
        throw new InvalidInputException("Parameter --" + name + " is \"" + text
                + "\"; give a number above 0, or \"none\" to switch the limit off");
    }
}
