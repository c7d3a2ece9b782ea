package com.hometech.edf.cli.command;

import com.hometech.edf.cli.Workbench;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.port.ApprovalStatus;
import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.data.watch.ChallengerComparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How models that wait for approval compare with the one that forecasts, as the daily checks of this home found last. */
final class ShadowComparisons {
    private final ChallengerComparison.All all;

    private ShadowComparisons(ChallengerComparison.All all) {
        this.all = all;
    }

    /** Nothing where nothing was compared yet. */
    static ShadowComparisons of(Workbench bench) {
        Path file = bench.pathOf(
                bench.places().monitoring().resolve(ChallengerComparison.FOLDER + ChallengerComparison.FILE_NAME));
        try {
            return new ShadowComparisons(
                    Files.exists(file)
                            ? ChallengerComparison.All.parse(Files.readString(file), file.toString())
                            : new ChallengerComparison.All(Instant.EPOCH, List.of()));
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot read " + file + ": " + failure, failure);
        }
    }

    /** The comparison of a model that waits for approval; empty where it is not compared, or decided about. */
    Optional<ChallengerComparison> of(ModelPackage model) {
        return model.status() == ApprovalStatus.PENDING_MANUAL_APPROVAL
                ? all.of(model.modelVersion())
                : Optional.empty();
    }

    /** The verdict on a model in a few words; empty where it is not compared. */
    String verdict(ModelPackage model) {
        return of(model)
                .map(comparison -> switch (comparison.verdict()) {
                    case BETTER -> "better, errors " + percent(comparison);
                    case WORSE -> "worse, errors " + percent(comparison);
                    case NO_DIFFERENCE_YET -> "no difference yet, " + comparison.days() + " days";
                })
                .orElse("");
    }

    private static String percent(ChallengerComparison comparison) {
        return String.format(Locale.ROOT, "%+.1f %%", comparison.error().percent());
    }
}
