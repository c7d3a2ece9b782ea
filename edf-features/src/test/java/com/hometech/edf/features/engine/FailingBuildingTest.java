package com.hometech.edf.features.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.LoadKind;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.SiteId;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.domain.UseType;
import com.hometech.edf.features.build.BuildingGroup;
import com.hometech.edf.features.build.GroupReport;
import com.hometech.edf.features.build.RunFacts;
import com.hometech.edf.features.build.TableParts;
import com.hometech.edf.features.input.ReadingChunk;
import com.hometech.edf.features.schema.Feature;
import com.hometech.edf.features.schema.FeatureKind;
import com.hometech.edf.features.table.FeatureSummary;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.features.table.Readiness;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailingBuildingTest {
    private static final Instant ISSUE = Instant.parse("2024-03-10T05:00:00Z");
    private static final int DAYS = 100;

    @Test
    @DisplayName("fault 36: a building whose features always fail falls back alone and is reported")
    void aBuildingThatThrowsFallsBackAlone(@TempDir Path output) throws IOException {
        EdfConfig config = ConfigReader.parse("edf_feature_eng: {imputation_value: null}", "test");
        FeatureSettings settings = FeatureSettings.of(config);
        List<FeatureFormula> formulas = new ArrayList<>(FeatureCatalog.all(settings));
        formulas.add(FeatureFormula.of(
                new Feature("trap", FeatureKind.LOAD, "fails for one building"), context -> (rows, out, offset) -> {
                    if (context.building().id().value().equals("b2")) {
                        throw new IllegalStateException("sprung");
                    }
                    Arrays.fill(out, offset, offset + rows.size(), 1f);
                }));
        StepGrid grid =
                StepGrid.between(ISSUE.getEpochSecond() - DAYS * 86_400L, ISSUE.getEpochSecond() + 3 * 86_400L, 3600);
        RunFacts facts = new RunFacts(
                "", Quantity.CONSUMPTION, topology(), Map.of(), grid, false, new TableParts.Daily(ISSUE), List.of());
        TreeMap<String, Iterable<ReadingChunk>> readings = new TreeMap<>();
        for (String id : List.of("b1", "b2", "b3")) {
            readings.put(id, List.of(chunk(grid)));
        }

        FeatureEngine engine = new FeatureEngine(settings, formulas);
        GroupReport report = new BuildingGroup(facts, config, engine).write(readings, output, "part-00000.parquet");
        engine.schema().write(output.resolve("features"));
        FeatureSummary summary = report.summary("features", Quantity.CONSUMPTION, ISSUE);
        FeatureTable table = FeatureTable.read(output.resolve("features"));

        assertThat(summary.failed())
                .containsExactly(new FeatureSummary.FailedBuilding("b2", "IllegalStateException: sprung"));
        assertThat(summary.rows()).isEqualTo(3 * 72);
        for (int row = 0; row < table.rows(); row++) {
            boolean trapped = table.building(row).equals("b2");
            assertThat(table.readiness(row)).isEqualTo(trapped ? Readiness.FALLBACK : Readiness.MODEL);
            assertThat(table.fallbackKwh(row)).isEqualTo(table.lastWeekKwh(row));
            assertThat(Float.isNaN(table.feature(row, table.schema().indexOf("consumption_lag_168h"))))
                    .isEqualTo(trapped);
        }
    }

    private static Topology topology() {
        List<Building> buildings = new ArrayList<>();
        for (String id : List.of("b1", "b2", "b3")) {
            buildings.add(new Building(
                    new BuildingId(id),
                    new SiteId("s"),
                    ZoneId.of("Europe/Berlin"),
                    LoadKind.BUILDING,
                    UseType.OFFICE,
                    "Office",
                    100,
                    false));
        }
        return new Topology(buildings, Map.of());
    }

    private static ReadingChunk chunk(StepGrid grid) {
        int known = DAYS * 24;
        long[] times = new long[known];
        double[] kwh = new double[known];
        for (int index = 0; index < known; index++) {
            times[index] = grid.epochSecond(index);
            kwh[index] = 5 + index % 24 + index % 7;
        }
        return new ReadingChunk(times, kwh, new long[known], new byte[known]);
    }
}
