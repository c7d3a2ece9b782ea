package com.hometech.edf.monitoring.accuracy;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.data.accuracy.AccuracyFile;
import com.hometech.edf.data.accuracy.AccuracyRecord;
import com.hometech.edf.data.accuracy.AccuracyWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Scores a month and writes its files of the history. */
final class MonthScoring {
    private final ScoringRules rules;
    private final Path work;
    private final Progress progress;

    /** @param work an empty folder for what does not fit into memory */
    MonthScoring(ScoringRules rules, Path work, Progress progress) {
        this.rules = rules;
        this.work = work;
        this.progress = progress;
    }

    /**
     * Writes all files of the month.
     *
     * @param history folder of the history
     * @return the newest day of which anything could be scored
     */
    Optional<LocalDate> score(MonthPlan plan, Path history) throws IOException {
        List<QuantityScoring> sources = new ArrayList<>();
        try {
            for (Quantity quantity : plan.quantities().toList()) {
                sources.add(
                        new QuantityScoring(plan, quantity, rules, work.resolve(plan.month() + "-" + quantity.code())));
            }
            for (QuantityScoring source : sources) {
                source.next();
            }
            return write(plan, sources, history);
        } finally {
            for (QuantityScoring source : sources) {
                source.close();
            }
        }
    }

    private Optional<LocalDate> write(MonthPlan plan, List<QuantityScoring> sources, Path history) throws IOException {
        Optional<LocalDate> newest = Optional.empty();
        long done = 0;
        for (int shard = 0; shard < AccuracyFile.SHARDS; shard++) {
            AccuracyFile file = new AccuracyFile(plan.month(), shard);
            try (AccuracyWriter writer = new AccuracyWriter(history.resolve(file.name()))) {
                Optional<BuildingId> building = first(sources, shard);
                while (building.isPresent()) {
                    newest = later(newest, writeBuilding(building.get(), sources, writer));
                    done++;
                    progress.report("Scoring the buildings of " + plan.month(), done, 0);
                    building = first(sources, shard);
                }
                writer.finish();
            }
        }
        return newest;
    }

    private static Optional<BuildingId> first(List<QuantityScoring> sources, int shard) {
        return sources.stream()
                .map(QuantityScoring::building)
                .<BuildingId>mapMulti((building, found) -> {
                    if (building != null && AccuracyFile.shardOf(building) == shard) {
                        found.accept(building);
                    }
                })
                .min(BuildingOrder.BY_FILE);
    }

    private static Optional<LocalDate> writeBuilding(
            BuildingId building, List<QuantityScoring> sources, AccuracyWriter writer) throws IOException {
        Optional<LocalDate> newest = Optional.empty();
        for (QuantityScoring source : sources) {
            if (building.equals(source.building())) {
                for (AccuracyRecord accuracy : source.records()) {
                    writer.add(accuracy);
                    if (accuracy.sums().counts().scored() > 0) {
                        newest = later(newest, Optional.of(accuracy.day()));
                    }
                }
                source.next();
            }
        }
        return newest;
    }

    private static Optional<LocalDate> later(Optional<LocalDate> one, Optional<LocalDate> other) {
        return one.isEmpty() || (other.isPresent() && other.get().isAfter(one.get())) ? other : one;
    }
}
