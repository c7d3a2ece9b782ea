package com.hometech.edf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The versions in the parent pom and the JVM options work together: both heavy libraries run on one class path. */
class LibrariesTogetherTest {

    @Test
    void sparkWritesAndReadsParquet(@TempDir Path directory) {
        String table = directory.resolve("table").toString();
        try (SparkSession session = SparkSession.builder()
                .master("local[1]")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.ui.enabled", "false")
                .config(
                        "spark.sql.warehouse.dir",
                        directory.resolve("warehouse").toString())
                .config("spark.sql.shuffle.partitions", "1")
                .getOrCreate()) {
            session.range(10).write().parquet(table);

            assertThat(session.read().parquet(table).groupBy().sum("id").first().getLong(0))
                    .isEqualTo(45);
        }
    }

    @Test
    void aSavedXgboostModelPredictsTheSameAfterLoading() throws IOException, XGBoostError {
        DMatrix rows = new DMatrix(new float[] {0, 1, 2, 3}, 4, 1, Float.NaN);
        rows.setLabel(new float[] {0, 10, 20, 30});
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("objective", "reg:squarederror");
        parameters.put("base_score", 0.5);
        parameters.put("eta", 1.0);
        parameters.put("lambda", 0.0);
        parameters.put("nthread", 1);

        Booster trained = XGBoost.train(rows, parameters, 5, Map.of(), null, null);
        Booster loaded = XGBoost.loadModel(trained.toByteArray("ubj"));

        assertThat(loaded.predict(rows)[3]).containsExactly(trained.predict(rows)[3]);
        assertThat(trained.predict(rows)[3][0]).isCloseTo(30f, within(0.01f));
    }
}
