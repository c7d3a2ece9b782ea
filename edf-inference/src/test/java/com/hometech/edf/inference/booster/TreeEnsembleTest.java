package com.hometech.edf.inference.booster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.error.ModelUnusableException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeEnsembleTest {

    @ParameterizedTest
    @ValueSource(strings = {"reg:squarederror", "reg:absoluteerror", "reg:pseudohubererror"})
    void predictsWhatXgboostPredictsBitForBitWithMissingValuesToo(String objective) throws XGBoostError {
        Booster booster = Boosters.train(Map.of("objective", objective));
        float[] rows = Boosters.rows(3000, 2);
        float[][] expected = booster.predict(new DMatrix(rows, 3000, Boosters.FEATURES, Float.NaN));

        TreeEnsemble ensemble = TreeEnsemble.read(booster.toByteArray("ubj"), "model.ubj");

        for (int row = 0; row < 3000; row++) {
            assertThat(ensemble.predict(rows, row * Boosters.FEATURES)).isEqualTo(expected[row][0]);
        }
        assertThat(ensemble.treeCount()).isEqualTo(30);
        assertThat(ensemble.featureNames()).containsExactly("a", "b", "c", "d", "e", "f");
    }

    @Test
    void zerosOfBothSignsAndExtremesGoWhereXgboostSendsThem() throws XGBoostError {
        Booster booster = Boosters.train(Map.of("max_depth", 8));
        float[] rows = Boosters.rows(600, 3);
        float[] odd = {0f, -0f, Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_VALUE, -Float.MIN_VALUE, Float.NaN};
        for (int i = 0; i < rows.length; i += 2) {
            rows[i] = odd[i / 2 % odd.length];
        }
        float[][] expected = booster.predict(new DMatrix(rows, 600, Boosters.FEATURES, Float.NaN));

        TreeEnsemble ensemble = TreeEnsemble.read(booster.toByteArray("ubj"), "model.ubj");

        for (int row = 0; row < 600; row++) {
            assertThat(ensemble.predict(rows, row * Boosters.FEATURES)).isEqualTo(expected[row][0]);
        }
    }

    @Test
    void eachOutputOfAQuantileBoosterPredictsWhatXgboostPredicts() throws XGBoostError {
        Booster booster = Boosters.train(Map.of("objective", "reg:quantileerror", "quantile_alpha", "[0.1,0.5,0.9]"));
        float[] rows = Boosters.rows(3000, 2);
        float[][] expected = booster.predict(new DMatrix(rows, 3000, Boosters.FEATURES, Float.NaN));
        byte[] ubjson = booster.toByteArray("ubj");

        List<TreeEnsemble> outputs = TreeEnsemble.readOutputs(ubjson, "model.ubj");

        assertThat(outputs).hasSize(3).allMatch(output -> output.treeCount() == 30);
        for (int row = 0; row < 3000; row++) {
            for (int output = 0; output < 3; output++) {
                assertThat(outputs.get(output).predict(rows, row * Boosters.FEATURES))
                        .isEqualTo(expected[row][output]);
            }
        }
        assertThatThrownBy(() -> TreeEnsemble.read(ubjson, "model.ubj"))
                .isInstanceOf(ModelUnusableException.class)
                .hasMessage("model.ubj has 3 outputs; EDF expects one");
    }

    @Test
    @DisplayName("fault 49: a booster cut off at any length is a ModelUnusableException")
    void aTruncatedBoosterIsRefused() throws XGBoostError {
        byte[] whole = Boosters.train(Map.of("max_depth", 2)).toByteArray("ubj");

        for (int length = 0; length < whole.length; length += 97) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(ModelUnusableException.class)
                    .isThrownBy(() -> TreeEnsemble.read(part, "model.ubj"))
                    .withMessageStartingWith("model.ubj");
        }
    }

    @Test
    @DisplayName("fault 49: random bytes, alone or over a real booster, never get past a ModelUnusableException")
    void randomBytesAreRefusedOrHarmless() throws XGBoostError {
        byte[] whole = Boosters.train(Map.of("max_depth", 2)).toByteArray("ubj");
        float[] row = Boosters.rows(1, 3);
        for (int seed = 0; seed < 3000; seed++) {
            byte[] damaged = damaged(whole, new Random(seed));
            try {
                assertThat(TreeEnsemble.read(damaged, "model.ubj").predict(row)).isFinite();
            } catch (ModelUnusableException expected) {
                assertThat(expected).hasMessageStartingWith("model.ubj");
            }
        }
    }

    private static byte[] damaged(byte[] whole, Random random) {
        byte[] damaged = random.nextInt(4) == 0 ? new byte[random.nextInt(400)] : whole.clone();
        if (damaged.length < whole.length) {
            random.nextBytes(damaged);
            return damaged;
        }
        for (int i = 0; i < 1 + random.nextInt(8); i++) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return damaged;
    }

    @Test
    @DisplayName("fault 49: a huge announced length is not believed")
    void anAnnouncedLengthIsCheckedAgainstWhatIsThere() {
        byte[] bomb = "{L\0\0\0\0\0\0\0\1a[$d#L\0\0\0\0\177\377\377\377".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> TreeEnsemble.read(bomb, "model.ubj"))
                .isInstanceOf(ModelUnusableException.class)
                .hasMessageContaining("announces 2147483647 values");
    }

    @Test
    @DisplayName("fault 51: a Java-serialised or pickled object is no booster")
    void serialisedObjectsAreRefused() {
        byte[] java = {(byte) 0xac, (byte) 0xed, 0, 5, 's', 'r'};
        byte[] pickle = {(byte) 0x80, 4, (byte) 0x95, 1};

        for (byte[] object : new byte[][] {java, pickle}) {
            assertThatThrownBy(() -> TreeEnsemble.read(object, "model.ubj"))
                    .isInstanceOf(ModelUnusableException.class)
                    .hasMessageContaining("not a UBJSON file");
        }
    }

    @Test
    void aModelOfAnotherKindIsRefusedByName() throws XGBoostError {
        byte[] dart = Boosters.train(Map.of("booster", "dart", "max_depth", 1)).toByteArray("ubj");

        assertThatThrownBy(() -> TreeEnsemble.read(dart, "model.ubj"))
                .isInstanceOf(ModelUnusableException.class)
                .hasMessageContaining("is a dart model");
    }
}
