package com.hometech.edf.features.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.common.domain.UseType;
import com.hometech.edf.features.schema.Feature;
import com.hometech.edf.features.schema.FeatureKind;
import com.hometech.edf.features.schema.FeatureSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureTableTest {
    private static final FeatureSchema SCHEMA = new FeatureSchema(
            Duration.ofHours(1),
            List.of(
                    new Feature("lead_hours", FeatureKind.LEAD, "hours from origin to target"),
                    new Feature("consumption_lag_24h", FeatureKind.LOAD, "load 24 h earlier")));
    private static final Instant ORIGIN = Instant.parse("2024-03-31T04:00:00Z");

    @Test
    void rowsAreSortedByBuildingOriginAndLead() {
        FeatureTable table = FeatureTable.builder(SCHEMA)
                .add(row("b", ORIGIN, 2))
                .add(row("b", ORIGIN, 1))
                .add(row("a", ORIGIN.plusSeconds(3600), 1))
                .build();

        assertThat(table.buildings()).containsExactly("a", "b");
        assertThat(table.building(0)).isEqualTo("a");
        assertThat(table.leadHours(1)).isEqualTo(1);
        assertThat(table.leadHours(2)).isEqualTo(2);
        assertThat(table.targetEpochSecond(2)).isEqualTo(ORIGIN.getEpochSecond() + 7200);
        assertThat(table.feature(2, 0)).isEqualTo(2f);
    }

    @Test
    void tableComesBackFromItsFilesBitForBit(@TempDir Path directory) throws IOException {
        FeatureTable table = FeatureTable.builder(SCHEMA)
                .add(row("a", ORIGIN, 1))
                .add(row("a", ORIGIN, 72))
                .add(row("b", ORIGIN, 0.25))
                .build();

        table.write(directory);
        FeatureTable read = FeatureTable.read(directory);

        assertThat(read.schema()).isEqualTo(SCHEMA);
        assertThat(read.buildings()).containsExactly("a", "b");
        assertThat(RowBits.of(read)).isEqualTo(RowBits.of(table));
        assertThat(read.columns().targetKwh()).isEqualTo(table.columns().targetKwh());
        assertThat(read.columns().ceilingKwh()).isEqualTo(table.columns().ceilingKwh());
        assertThat(read.ceilingKwh(0)).isZero();
        assertThat(read.ceilingKwh(1)).isPositive().isInfinite();
    }

    @Test
    void summaryComesBackFromItsFile(@TempDir Path directory) throws IOException {
        FeatureSummary summary = new FeatureSummary(
                ORIGIN,
                ORIGIN,
                ORIGIN,
                72,
                WeatherSource.OBSERVED_STAND_IN,
                0.5,
                List.of(new FeatureSummary.BuildingSummary(
                        "a", "s", UseType.OFFICE, 10, ORIGIN, ORIGIN, 2.5, null, 72, Readiness.MODEL)),
                List.of("n"),
                List.of("i"),
                List.of(new FeatureSummary.FailedBuilding("f", "why")),
                List.of("u"));

        summary.write(directory);

        assertThat(FeatureSummary.read(directory)).isEqualTo(summary);
        assertThat(directory.resolve("feature_summary.json"))
                .content()
                .contains("\"observed_stand_in\"", "mase_scale_kwh");
    }

    @Test
    @DisplayName("joined tables keep every column, each building's later rows behind its earlier ones")
    void joinedTablesKeepEveryColumn() {
        Instant next = ORIGIN.plusSeconds(3600);
        FeatureTable table = FeatureTable.builder(SCHEMA)
                .add(row("a", ORIGIN, 24))
                .add(row("b", ORIGIN, 24))
                .build();
        FeatureTable later = FeatureTable.builder(SCHEMA)
                .add(row("a", next, 24))
                .add(row("b", next, 48))
                .build();

        FeatureTable joined = FeatureTable.joined(table, later, new int[] {0, 1});

        assertThat(RowBits.of(joined))
                .containsExactly(
                        RowBits.of(table).get(0),
                        RowBits.of(later).get(0),
                        RowBits.of(table).get(1),
                        RowBits.of(later).get(1));
        assertThat(joined.columns().targetKwh()).containsExactly(1, 1, 1, 1);
    }

    private static FeatureRow row(String building, Instant origin, double lead) {
        return new FeatureRow(
                building,
                origin,
                lead,
                1,
                1,
                Double.NaN,
                1,
                1,
                1,
                lead > 24 ? Double.NaN : 0,
                Readiness.MODEL,
                List.of((float) lead, lead > 24 ? Float.NaN : 0.1f));
    }
}
