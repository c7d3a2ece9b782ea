package com.hometech.edf.training.fit;

import static java.util.Objects.requireNonNull;

import com.hometech.edf.common.error.EdfException;
import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.features.spark.BarrierTasks;
import com.hometech.edf.inference.artifact.ArtifactFile;
import java.io.IOException;
import java.io.Serializable;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import ml.dmlc.xgboost4j.java.Communicator;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Grows the boosters of one matrix whose rows several workers share, with XGBoost's own protocol: the workers add up their
 * histograms and grow the same trees (Chen and Guestrin, 2016). Workers are tasks of Spark that run at the same
 * time. Which worker has which rows depends on the rank that XGBoost gives it and not on where it runs.
 *
 * <p>Where a worker fails, its connections close, the others fail as soon as they miss it, and the failure that came first is
 * thrown. Nothing is tried again.
 */
final class SharedBoosting {
    private static final Logger LOG = LoggerFactory.getLogger(SharedBoosting.class);
    /** What XGBoost says where another worker is gone. */
    private static final String MISSING_OTHER = "/collective/";

    private static final String READY = "ready";
    private static final String UNREADY = "unready";

    private final FitSettings settings;
    private final Source source;
    private final int workers;
    private final Progress progress;

    /** Gives workers their rows; it may travel to another machine. */
    interface Source extends Serializable {
        /** How many rows there are. */
        long total();

        /**
         * The rows of one worker.
         *
         * @param worker number of the worker, from 0
         */
        Share read(int worker, int workers, FitSettings settings) throws IOException;
    }

    /**
     * The rows of one worker.
     *
     * @param rows all of them; closed by whom it is given to
     * @param golden those to record predictions of, by their number among all rows
     */
    record Share(TrainingMatrix.Builder rows, Map<Long, float[]> golden) {}

    /**
     * What a worker answers with.
     *
     * @param golden the rows of its share to record predictions of
     * @param expected booster of what is expected; null but from the first worker
     * @param quantiles booster of the quantiles; null but from the first worker
     * @param failure why it has none; null where it did its work
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Answer(
            int worker,
            Map<Long, float[]> golden,
            byte @Nullable [] expected,
            byte @Nullable [] quantiles,
            @Nullable Throwable failure)
            implements Serializable {
        static Answer none(int worker) {
            return new Answer(worker, Map.of(), null, null, null);
        }

        static Answer failed(int worker, Throwable failure) {
            return new Answer(worker, Map.of(), null, null, failure);
        }
    }

    /** @param workers how many share the rows, where there are rows for each */
    SharedBoosting(FitSettings settings, Source source, int workers, Progress progress) {
        this.settings = settings;
        this.source = source;
        this.workers = (int) Math.min(workers, source.total());
        this.progress = progress;
    }

    /**
     * Grows both boosters over the rows.
     *
     * @param rounds of what is expected
     * @return what is expected, and its quantiles
     */
    Map<ArtifactFile, GrownBooster> grow(int rounds) throws XGBoostError, IOException {
        FitSettings how = settings;
        Source rows = source;
        int all = workers;
        try (BoostingTracker tracker = BoostingTracker.start(workers)) {
            Map<String, Object> address = tracker.address();
            List<Answer> answers = BarrierTasks.run(
                    workers, group -> work(how, rows, rounds, all, address, group), grown -> report(grown, rounds));
            throwFirstFailure(answers);
            report(rounds, rounds);
            report((long) rounds + how.quantileRounds(rounds), rounds);
            return boosters(answers);
        }
    }

    private void report(long grown, int rounds) {
        boolean expected = grown <= rounds;
        progress.report(
                "Growing " + (expected ? ArtifactFile.BOOSTER : ArtifactFile.QUANTILES).fileName(),
                expected ? grown : grown - rounds,
                expected ? rounds : settings.quantileRounds(rounds));
    }

    private static Answer work(
            FitSettings settings,
            Source source,
            int rounds,
            int workers,
            Map<String, Object> tracker,
            BarrierTasks.Group group) {
        int worker = group.number();
        try {
            Communicator.init(BoostingTracker.arguments(tracker, group.number()));
            try {
                worker = Communicator.getRank();
                return grow(settings, source, rounds, worker, workers, group);
            } finally {
                leave(worker);
            }
        } catch (Exception | OutOfMemoryError failure) { // the others fail as well: the driver tells which was first
            LOG.warn("worker {} of {} failed", worker, workers, failure);
            return Answer.failed(worker, failure);
        }
    }

    /** Closes the connections: the others learn from it that this worker is gone. */
    private static void leave(int worker) {
        try {
            Communicator.shutdown();
        } catch (XGBoostError others) {
            // says only that the others left before; what this worker has to tell is more than that
            LOG.debug("worker {} ended last", worker, others);
        }
    }

    private static Answer grow(
            FitSettings settings, Source source, int rounds, int worker, int workers, BarrierTasks.Group group)
            throws Exception {
        Share share;
        try {
            share = source.read(worker, workers, settings);
        } catch (Exception | OutOfMemoryError unread) {
            group.exchange(UNREADY);
            throw unread;
        }
        TrainingMatrix matrix;
        try (TrainingMatrix.Builder rows = share.rows()) {
            // from making its matrix on, XGBoost waits for the others: first all of them must be there
            if (group.exchange(READY).contains(UNREADY)) {
                return Answer.none(worker);
            }
            matrix = rows.build();
        }
        return grow(settings, matrix, share.golden(), rounds, worker, group);
    }

    private static Answer grow(
            FitSettings settings,
            TrainingMatrix rows,
            Map<Long, float[]> golden,
            int rounds,
            int worker,
            BarrierTasks.Group group)
            throws XGBoostError {
        try (TrainingMatrix matrix = rows) {
            FitSettings here = settings.withThreads(
                    Math.max(1, Runtime.getRuntime().availableProcessors() / group.onThisExecutor()));
            Boosting boosting =
                    new Boosting(here, worker == 0 ? (what, done, total) -> group.advance() : Progress.SILENT);
            byte[] expected = boosting.growExpectation(matrix, rounds, "expected");
            byte[] quantiles = boosting.growQuantiles(matrix, settings.quantileRounds(rounds), "quantiles");
            return new Answer(worker, golden, worker == 0 ? expected : null, worker == 0 ? quantiles : null, null);
        }
    }

    private void throwFirstFailure(List<Answer> answers) throws XGBoostError, IOException {
        Optional<Answer> first = answers.stream()
                .filter(answer -> answer.failure() != null)
                .min(Comparator.comparing((Answer answer) -> isOfAnother(answer.failure()))
                        .thenComparingInt(Answer::worker));
        if (first.isEmpty()) {
            return;
        }
        Throwable failure = requireNonNull(first.get().failure());
        LOG.error("worker {} of {} failed first", first.get().worker(), workers, failure);
        if (failure instanceof EdfException known) {
            throw known;
        }
        if (failure instanceof IOException unread) {
            throw unread;
        }
        if (failure instanceof OutOfMemoryError full) {
            throw full;
        }
        throw new XGBoostError("worker %d of %d: %s".formatted(first.get().worker(), workers, failure), failure);
    }

    private static boolean isOfAnother(@Nullable Throwable failure) {
        return failure instanceof XGBoostError
                && requireNonNull(failure.getMessage()).contains(MISSING_OTHER);
    }

    private Map<ArtifactFile, GrownBooster> boosters(List<Answer> answers) throws XGBoostError, IOException {
        Map<Long, float[]> golden = new TreeMap<>();
        answers.forEach(answer -> golden.putAll(answer.golden()));
        List<float[]> vectors = List.copyOf(golden.values());
        Answer first = answers.stream()
                .filter(answer -> answer.worker() == 0)
                .findFirst()
                .orElseThrow();
        Map<ArtifactFile, GrownBooster> grown = new EnumMap<>(ArtifactFile.class);
        grown.put(
                ArtifactFile.BOOSTER,
                GrownBooster.of(requireNonNull(first.expected()), ArtifactFile.BOOSTER, List.of(), vectors));
        grown.put(
                ArtifactFile.QUANTILES,
                GrownBooster.of(
                        requireNonNull(first.quantiles()), ArtifactFile.QUANTILES, settings.grownLevels(), vectors));
        return grown;
    }
}
