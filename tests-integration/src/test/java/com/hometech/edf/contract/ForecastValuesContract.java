package com.hometech.edf.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.ForecastQuantile;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.port.ForecastStore.Rejected;
import com.hometech.edf.common.port.ForecastStore.Run;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every forecast store promises about the values of rows: all come back as they were. */
abstract class ForecastValuesContract extends LoadsInPartsContract {
    @Test
    @DisplayName("use and generation of the same hours and issue stand side by side, each under its own quantity")
    void quantitiesDoNotMeet() {
        List<ForecastRecord> solar = rows(ALPHA, ISSUE, 5).stream()
                .map(ForecastStoreContract::ofSolar)
                .toList();
        load("run-1", ISSUE, rows(ALPHA, ISSUE, 1).stream());
        load(store, new Run("run-2", ISSUE, "Solar/1", Quantity.SOLAR), solar.iterator());

        assertThat(store.issue(ALPHA, ISSUE)).isEqualTo(rows(ALPHA, ISSUE, 1));
        assertThat(store.issue(ALPHA, Quantity.SOLAR, ISSUE)).isEqualTo(solar);
        assertThat(store.newest(ALPHA, ISSUE, FAR)).isEqualTo(rows(ALPHA, ISSUE, 1));
        assertThat(store.newest(ALPHA, Quantity.SOLAR, ISSUE, FAR)).isEqualTo(solar);
        assertThat(store.buildings(Quantity.SOLAR)).containsExactly(ALPHA);
        assertThat(store.newestIssue(ALPHA, Quantity.SOLAR)).contains(ISSUE);
        assertThat(store.newestIssue(BETA, Quantity.SOLAR)).isEmpty();
        assertThat(store.runs()).extracting(Run::quantity).containsExactly(Quantity.CONSUMPTION, Quantity.SOLAR);
    }

    @Test
    void aRowOfAnotherQuantityThanItsRunIsRejected() {
        ForecastRecord solar = ofSolar(row(ALPHA, ISSUE, ISSUE, 1));

        LoadSummary summary = load("run-1", ISSUE, Stream.of(solar));

        assertThat(summary.written()).isZero();
        assertThat(summary.rejected()).extracting(Rejected::row).containsExactly(solar);
        assertThat(summary.rejected().get(0).reason()).contains("quantity solar is not that of its run, consumption");
    }

    static ForecastRecord ofSolar(ForecastRecord row) {
        return new ForecastRecord(
                row.building(),
                Quantity.SOLAR,
                row.targetTime(),
                row.issuedAt(),
                row.leadHours(),
                row.yhat(),
                row.yhatLower(),
                row.yhatUpper(),
                row.modelVersion(),
                row.quality());
    }

    @Test
    void allNumbersComeBackBitForBit() {
        ForecastRecord exact = new ForecastRecord(
                ALPHA, ISSUE, ISSUE, 1.25, 0.1 + 0.2, -1e-300, Double.MAX_VALUE, "none", ForecastQuality.FALLBACK);
        load("run-1", ISSUE, Stream.of(exact));
        assertThat(store.issue(ALPHA, ISSUE)).containsExactly(exact);
    }

    @Test
    @DisplayName("quantiles come back bit for bit, and rows that have none stand beside rows that have some")
    void quantilesComeBackAsTheyWere() {
        ForecastRecord bare = row(ALPHA, ISSUE.plusSeconds(3600), ISSUE, 2);
        List<ForecastQuantile> quantiles = List.of(
                new ForecastQuantile(0.025, 1.5), new ForecastQuantile(0.1 + 0.2, 1.9), new ForecastQuantile(0.5, 2.1));
        ForecastRecord rich = withQuantiles(row(ALPHA, ISSUE, ISSUE, 2), quantiles);

        load("run-1", ISSUE, Stream.of(rich, bare));

        assertThat(store.issue(ALPHA, ISSUE)).containsExactly(rich, bare);
        assertThat(store.newest(ALPHA, ISSUE, FAR)).containsExactly(rich, bare);
    }

    @Test
    @DisplayName(
            "what an interval was before it was corrected comes back bit for bit, beside rows that were not corrected")
    void uncorrectedIntervalsComeBackAsTheyWere() {
        ForecastRecord bare = row(ALPHA, ISSUE.plusSeconds(3600), ISSUE, 2);
        ForecastRecord row = withQuantiles(row(ALPHA, ISSUE, ISSUE, 2), List.of(new ForecastQuantile(0.5, 2.0)));
        ForecastRecord corrected = row.corrected(row.yhatLower() - 0.1, row.yhatUpper() + 1.0 / 3);

        load("run-1", ISSUE, Stream.of(corrected, bare));

        assertThat(store.issue(ALPHA, ISSUE)).containsExactly(corrected, bare);
        assertThat(store.newest(ALPHA, ISSUE, FAR).get(0).withoutCorrection()).isEqualTo(row);

        load("run-1", ISSUE, Stream.of(row, bare));
        assertThat(store.issue(ALPHA, ISSUE))
                .as("loaded again without correction")
                .containsExactly(row, bare);
    }

    @Test
    @DisplayName("invariant I4: a run that is loaded again with other levels leaves none of the former")
    void otherLevelsReplaceTheFormer() {
        ForecastRecord row = row(ALPHA, ISSUE, ISSUE, 2);
        load("run-1", ISSUE, Stream.of(withQuantiles(row, List.of(new ForecastQuantile(0.25, 1.7)))));
        ForecastRecord other = withQuantiles(row, List.of(new ForecastQuantile(0.5, 2.0)));
        load("run-1", ISSUE, Stream.of(other));
        assertThat(store.issue(ALPHA, ISSUE)).containsExactly(other);

        load("run-1", ISSUE, Stream.of(row));
        assertThat(store.issue(ALPHA, ISSUE)).containsExactly(row);
    }

    static ForecastRecord withQuantiles(ForecastRecord row, List<ForecastQuantile> quantiles) {
        return new ForecastRecord(
                row.building(),
                row.quantity(),
                row.targetTime(),
                row.issuedAt(),
                row.leadHours(),
                row.yhat(),
                row.yhatLower(),
                row.yhatUpper(),
                row.modelVersion(),
                row.quality(),
                quantiles);
    }
}
