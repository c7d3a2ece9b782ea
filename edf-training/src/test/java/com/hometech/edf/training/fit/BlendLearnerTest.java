package com.hometech.edf.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.blend.Blend;
import com.hometech.edf.inference.blend.BlendMember;
import com.hometech.edf.inference.blend.Shares;
import com.hometech.edf.inference.interval.LeadBuckets;
import com.hometech.edf.inference.interval.PredictionSource;
import com.hometech.edf.training.fit.CalibrationForecasts.SourceForecasts;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlendLearnerTest {
    private static final FeatureTable TABLE = SampleTables.daily(12, 93, 56);

    @Test
    void aModelThatIsRightServesAlone() {
        Blend blend = learn(TABLE::targetKwh);

        for (String building : TABLE.buildings()) {
            assertThat(blend.of(building, PredictionSource.MODEL)).isEqualTo(Shares.modelAlone(3));
        }
    }

    @Test
    void whereTheModelIsWorseThanAPlainForecastThatGetsTheLargerShare() {
        // at building 2 the model is off by half, elsewhere it is right
        Blend blend = learn(row -> TABLE.targetKwh(row) * (TABLE.buildingIndex(row) == 2 ? 1.5 : 1));

        Shares own = blend.of("building-02", PredictionSource.MODEL);
        for (int bucket = 0; bucket < 3; bucket++) {
            assertThat(own.of(BlendMember.MODEL, bucket)).isLessThan(0.5);
            assertThat(own.of(BlendMember.MODEL, bucket)
                            + own.of(BlendMember.LAST_WEEK, bucket)
                            + own.of(BlendMember.YESTERDAY, bucket)
                            + own.of(BlendMember.FOUR_WEEK_MEAN, bucket))
                    .isEqualTo(1, within(1e-3));
        }
        assertThat(blend.of("building-01", PredictionSource.MODEL)).isEqualTo(Shares.modelAlone(3));
        assertThat(blend.of("never seen", PredictionSource.MODEL)).isEqualTo(Shares.modelAlone(3));
    }

    @Test
    void aDayThatTheModelMissesIsMixedAloneAndTheOtherDaysAreNot() {
        Blend blend = learn(row -> TABLE.targetKwh(row) * (TABLE.leadHours(row) > 48 ? 1.5 : 1));

        Shares everywhere = blend.of("never seen", PredictionSource.MODEL);
        assertThat(everywhere.of(BlendMember.MODEL, 0)).isEqualTo(1);
        assertThat(everywhere.of(BlendMember.MODEL, 1)).isEqualTo(1);
        assertThat(everywhere.of(BlendMember.MODEL, 2)).isLessThan(0.2);
    }

    @Test
    void anOwnShareIsDrawnTowardsThatOfAllAsFarAsItsDaysAreFew() {
        FeatureTable twoWeeks = SampleTables.daily(12, 93, 14);
        IntToDoubleFunction model = row -> twoWeeks.targetKwh(row) * (twoWeeks.buildingIndex(row) == 2 ? 1.5 : 1);

        Shares own = learn(twoWeeks, model).of("building-02", PredictionSource.MODEL);

        // 14 days against the 28 that stand for all buildings: a third is its own
        assertThat(own.of(BlendMember.MODEL, 0)).isBetween(0.66, 0.77);
    }

    @Test
    void whatIsNoBetterThanNoiseDoesNotDisplaceTheModel() {
        // the model errs as much as last week does, and independently of it
        Random random = new Random(5);
        double[] noise = IntStream.range(0, TABLE.rows())
                .mapToDouble(row -> random.nextGaussian())
                .toArray();

        Blend blend = learn(row -> TABLE.targetKwh(row) + 0.05 * TABLE.levelKwh(row) * noise[row]);

        assertThat(blend.of("never seen", PredictionSource.MODEL).of(BlendMember.MODEL, 0))
                .isEqualTo(1);
    }

    private static Blend learn(IntToDoubleFunction modelKwh) {
        return learn(TABLE, modelKwh);
    }

    private static Blend learn(FeatureTable table, IntToDoubleFunction modelKwh) {
        double[] yhat = IntStream.range(0, table.rows())
                .mapToDouble(modelKwh::applyAsDouble)
                .toArray();
        SourceForecasts model = new SourceForecasts(yhat, new float[2][yhat.length], new float[yhat.length]);
        return new BlendLearner(table, new LeadBuckets(1, 3))
                .learn(new CalibrationForecasts(Map.of(PredictionSource.MODEL, model)));
    }
}
