package com.hometech.edf.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.ModelInput;
import com.hometech.edf.inference.artifact.ArtifactFile;
import com.hometech.edf.training.fit.SharedBoosting.Share;
import com.hometech.edf.training.fit.SharedBoosting.Source;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens where one of two workers fails. A worker that waited for the other would do so for minutes. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SharedBoostingTest {
    private static final int ROUNDS = 5;
    private static final FitSettings SETTINGS = XGBoostTrainerTest.settings(SampleTables.SCHEMA.names(), 1);

    @Test
    void twoWorkersGrowBothBoosters() throws XGBoostError, IOException {
        Map<ArtifactFile, GrownBooster> grown =
                new SharedBoosting(SETTINGS, new Healthy(), 2, Progress.SILENT).grow(ROUNDS);

        assertThat(grown).containsOnlyKeys(ArtifactFile.BOOSTER, ArtifactFile.QUANTILES);
        assertThat(grown.get(ArtifactFile.BOOSTER).outputs().get(0).treeCount()).isEqualTo(ROUNDS);
    }

    @Test
    void aWorkerThatCannotReadItsRowsEndsAllWithItsReason() {
        assertFails(new Unreadable())
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("part-00007.parquet is damaged");
    }

    @Test
    void aWorkerThatHasNoMemoryLeftEndsAllWithThatReason() {
        assertFails(new TooLarge()).isInstanceOf(OutOfMemoryError.class).hasMessage("no heap left");
    }

    @Test
    void aWorkerThatFailsWhileTheOthersWaitForItEndsAllWithItsReason() {
        assertFails(new Impossible())
                .isInstanceOf(XGBoostError.class)
                .hasMessageStartingWith("worker 1 of 2:")
                .hasMessageContaining("Label contains NaN");
    }

    @Test
    void afterAFailureTheNextFitWorks() throws XGBoostError, IOException {
        assertFails(new Unreadable()).isInstanceOf(InvalidInputException.class);

        assertThat(new SharedBoosting(SETTINGS, new Healthy(), 2, Progress.SILENT).grow(ROUNDS))
                .hasSize(2);
    }

    @Test
    void moreWorkersThanSparkCanRunAtOnceAreRefused() {
        assertThatThrownBy(() -> new SharedBoosting(SETTINGS, new Healthy(), 999, Progress.SILENT).grow(ROUNDS))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("999 tasks are to work at the same time, but Spark (local[2]) runs 2");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertFails(Source source) {
        return assertThatThrownBy(() -> new SharedBoosting(SETTINGS, source, 2, Progress.SILENT).grow(ROUNDS));
    }

    /** Every worker has rows of two buildings. */
    private static class Healthy implements Source {
        private static final long serialVersionUID = 1;

        @Override
        public long total() {
            return 2000;
        }

        @Override
        public Share read(int worker, int workers, FitSettings settings) throws IOException {
            FeatureTable table = table(worker);
            int[] rows = IntStream.range(0, table.rows()).toArray();
            ModelInput input = settings.input(table.schema(), true);
            TrainingMatrix.Builder builder = new TrainingMatrix.Builder(rows.length, input);
            builder.add(table, rows, Targets.of(table, rows));
            return new Share(builder, Map.of());
        }

        FeatureTable table(int worker) {
            return SampleTables.daily(2, 10 * worker, 7);
        }
    }

    private static final class Unreadable extends Healthy {
        private static final long serialVersionUID = 1;

        @Override
        public Share read(int worker, int workers, FitSettings settings) throws IOException {
            if (worker == 1) {
                throw new InvalidInputException("part-00007.parquet is damaged");
            }
            return super.read(worker, workers, settings);
        }
    }

    private static final class TooLarge extends Healthy {
        private static final long serialVersionUID = 1;

        @Override
        public Share read(int worker, int workers, FitSettings settings) throws IOException {
            if (worker == 0) {
                throw new OutOfMemoryError("no heap left");
            }
            return super.read(worker, workers, settings);
        }
    }

    /** XGBoost refuses the targets of one worker when the other has begun. */
    private static final class Impossible extends Healthy {
        private static final long serialVersionUID = 1;

        @Override
        FeatureTable table(int worker) {
            FeatureTable table = super.table(worker);
            if (worker == 1) {
                table.columns().targetKwh()[17] = Double.NaN;
            }
            return table;
        }
    }
}
