package com.hometech.edf.inference.booster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.common.error.ModelUnusableException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreeShapTest {
    private static final int FEATURES = Boosters.FEATURES;
    private static final int ROWS = 500;

    @ParameterizedTest
    @CsvSource({
        "reg:squarederror, 1",
        "reg:squarederror, 2",
        "reg:squarederror, 5",
        "reg:squarederror, 11",
        "reg:absoluteerror, 4",
        "reg:pseudohubererror, 6"
    })
    void contributesWhatXgboostSaysWithMissingValuesToo(String objective, int depth) throws XGBoostError {
        Booster booster = Boosters.train(Map.of("objective", objective, "max_depth", depth));
        float[] rows = Boosters.rows(ROWS, 2);
        float[][] expected = booster.predictContrib(new DMatrix(rows, ROWS, FEATURES, Float.NaN), 0);
        TreeEnsemble ensemble = ensemble(booster);
        TreeShap shap = new TreeShap(ensemble);
        double[] contributions = new double[FEATURES];

        for (int row = 0; row < ROWS; row++) {
            shap.explain(rows, row * FEATURES, contributions);

            // XGBoost sums in single precision: its own contributions miss its own prediction by as much.
            Offset<Float> tolerance = within(1e-4f * (1 + Math.abs(expected[row][FEATURES])));
            for (int feature = 0; feature < FEATURES; feature++) {
                assertThat((float) contributions[feature]).isCloseTo(expected[row][feature], tolerance);
            }
            assertThat((float) shap.base()).isCloseTo(expected[row][FEATURES], tolerance);
        }
    }

    @Test
    void baseAndContributionsAddUpToThePrediction() throws XGBoostError {
        TreeEnsemble ensemble = ensemble(Boosters.train(Map.of("max_depth", 8)));
        TreeShap shap = new TreeShap(ensemble);
        float[] rows = Boosters.rows(ROWS, 4);
        double[] contributions = new double[FEATURES];

        for (int row = 0; row < ROWS; row++) {
            shap.explain(rows, row * FEATURES, contributions);

            assertThat(shap.base() + Arrays.stream(contributions).sum())
                    .isCloseTo(ensemble.predict(rows, row * FEATURES), within(2e-5));
        }
    }

    /** The definition (Shapley 1953): the mean over all coalitions of what a feature adds to them. */
    @Test
    void contributesTheMeanOverAllCoalitionsOfWhatAFeatureAdds() throws XGBoostError {
        for (int depth = 1; depth <= 6; depth++) {
            Booster booster = Boosters.train(Map.of("max_depth", depth, "subsample", 0.05));
            TreeEnsemble ensemble = ensemble(booster);
            TreeShap shap = new TreeShap(ensemble);
            float[] rows = Boosters.rows(20, 5);
            double[] contributions = new double[FEATURES];
            for (int row = 0; row < 20; row++) {
                float[] values = Arrays.copyOfRange(rows, row * FEATURES, (row + 1) * FEATURES);

                shap.explain(values, 0, contributions);

                for (int feature = 0; feature < FEATURES; feature++) {
                    assertThat(contributions[feature])
                            .isCloseTo(shapleyValue(ensemble, values, feature), within(1e-10));
                }
            }
        }
    }

    @Test
    void aFeatureThatNoTreeSplitsByContributesNothing() throws XGBoostError {
        float[] rows = Boosters.rows(400, 6);
        float[] labels = new float[400];
        for (int row = 0; row < 400; row++) {
            rows[row * FEATURES + 3] = 1;
            labels[row] = rows[row * FEATURES] > 0 ? 1 : 0;
        }
        DMatrix matrix = new DMatrix(rows, 400, FEATURES, Float.NaN);
        matrix.setLabel(labels);
        matrix.setFeatureNames(new String[] {"a", "b", "c", "d", "e", "f"});
        Map<String, Object> parameters = Map.of("objective", "reg:squarederror", "base_score", 0.5, "nthread", 1);
        TreeEnsemble ensemble = ensemble(XGBoost.train(matrix, parameters, 5, new HashMap<>(), null, null));
        double[] contributions = new double[FEATURES];

        new TreeShap(ensemble).explain(rows, 0, contributions);

        assertThat(contributions[3]).isZero();
        assertThat(ensemble.totalGain()[3]).isZero();
        assertThat(contributions[0]).isNotZero();
    }

    @Test
    void gainIsXgboostsTotalGain() throws XGBoostError {
        Booster booster = Boosters.train(Map.of());
        Map<String, Double> expected = booster.getScore(new String[] {"a", "b", "c", "d", "e", "f"}, "total_gain");

        double[] gains = ensemble(booster).totalGain();

        for (int feature = 0; feature < FEATURES; feature++) {
            double gain = expected.get(Character.toString('a' + feature));
            assertThat(gains[feature]).isCloseTo(gain, within(1e-5 * gain));
        }
    }

    @Test
    @DisplayName("fault 49: a booster with a cover that is no weight is refused by the tree's name")
    void aCoverThatIsNoWeightIsRefused() throws XGBoostError {
        byte[] ubjson = Boosters.train(Map.of("max_depth", 2)).toByteArray("ubj");
        byte[] key = "sum_hessian[$d#".getBytes(StandardCharsets.ISO_8859_1);
        int lengthType = indexOf(ubjson, key) + key.length;
        assertThat((char) ubjson[lengthType]).isEqualTo('L');
        ByteBuffer.wrap(ubjson).putFloat(lengthType + 1 + Long.BYTES, -1);

        assertThatThrownBy(() -> TreeEnsemble.read(ubjson, "model.ubj"))
                .isInstanceOf(ModelUnusableException.class)
                .hasMessage("model.ubj tree 0 holds the cover -1.0");
    }

    private static int indexOf(byte[] whole, byte[] part) {
        int at = 0;
        while (!Arrays.equals(whole, at, at + part.length, part, 0, part.length)) {
            at++;
        }
        return at;
    }

    @Test
    void quadratureIsExactForPolynomialsOfTwiceItsPoints() {
        for (int points = 1; points <= 40; points++) {
            GaussLegendre quadrature = new GaussLegendre(points);
            for (int degree = 0; degree < 2 * points; degree++) {
                double integral = 0;
                for (int q = 0; q < points; q++) {
                    integral += quadrature.weights[q] * Math.pow(quadrature.points[q], degree);
                }
                assertThat(integral).isCloseTo(1.0 / (degree + 1), within(1e-13));
            }
        }
    }

    private static TreeEnsemble ensemble(Booster booster) throws XGBoostError {
        return TreeEnsemble.read(booster.toByteArray("ubj"), "model.ubj");
    }

    private static double shapleyValue(TreeEnsemble ensemble, float[] values, int feature) {
        double sum = 0;
        for (int coalition = 0; coalition < 1 << FEATURES; coalition++) {
            if ((coalition >> feature & 1) == 0) {
                int size = Integer.bitCount(coalition);
                double added = worth(ensemble, values, coalition | 1 << feature) - worth(ensemble, values, coalition);
                sum += factorial(size) * factorial(FEATURES - size - 1) / factorial(FEATURES) * added;
            }
        }
        return sum;
    }

    private static double factorial(int n) {
        return n <= 1 ? 1 : n * factorial(n - 1);
    }

    private static double worth(TreeEnsemble ensemble, float[] values, int coalition) {
        double sum = 0;
        for (int root : ensemble.roots()) {
            sum += worth(ensemble.nodes(), root, values, coalition);
        }
        return sum;
    }

    /** Expected leaf where only the coalition's features are known (Lundberg et al. 2018, Algorithm 1). */
    private static double worth(Nodes nodes, int node, float[] values, int coalition) {
        if (nodes.isLeaf(node)) {
            return nodes.leafValue(node);
        }
        int feature = nodes.feature(node);
        if ((coalition >> feature & 1) == 1) {
            boolean left = nodes.goesLeft(node, values[feature]);
            return worth(nodes, left ? nodes.left(node) : nodes.right(node), values, coalition);
        }
        double ofLeft = nodes.shareOfLeft(node);
        return ofLeft * worth(nodes, nodes.left(node), values, coalition)
                + (1 - ofLeft) * worth(nodes, nodes.right(node), values, coalition);
    }
}
