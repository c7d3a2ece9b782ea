package com.hometech.edf.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ForecastStore.Load;
import com.hometech.edf.common.port.ForecastStore.LoadReceipt;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What stores in SQL databases promise besides: rows that nobody needs do not stay. */
abstract class SqlForecastStoreContract extends ForecastStoreContract {
    /** Does this in the database behind the store. */
    abstract void execute(String sql) throws Exception;

    /** The only number that this answers. */
    abstract long number(String sql) throws Exception;

    @Test
    @DisplayName("fault 28: what is not published within a week is removed when the next load begins")
    void whatIsAbandonedIsRemoved() throws Exception {
        load("run-1", ISSUE, rows(ALPHA, ISSUE, 1).stream());
        Load abandoned = begin("run-2", ISSUE, 2);
        LoadReceipt first = stage(abandoned, 1, rows(ALPHA, ISSUE, 2));
        Load goesOn = begin("run-3", ISSUE, 2);
        LoadReceipt kept = stage(goesOn, 1, rows(BETA, ISSUE, 3));
        assertThat(number("select count(*) from forecasts")).isEqualTo(3 * 72);

        execute("update loads set begun_at = begun_at - interval '8' day where run_id = 'run-2'");
        begin("run-4", ISSUE, 1);

        assertThat(number("select count(*) from forecasts")).isEqualTo(2 * 72);
        assertThat(number("select count(*) from issues")).isEqualTo(2);
        assertThatThrownBy(() -> stage(abandoned, 2, rows(BETA, ISSUE, 2)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Load " + abandoned.number() + " of run run-2")
                .hasMessageContaining("load the run again");
        assertThatThrownBy(() -> store.publish(abandoned, List.of(first, new LoadReceipt(abandoned.number(), 2, 72))))
                .isInstanceOf(InvalidInputException.class);
        assertThat(store.issue(ALPHA, ISSUE)).isEqualTo(rows(ALPHA, ISSUE, 1));
        store.publish(goesOn, List.of(kept, stage(goesOn, 2, List.of())));
        assertThat(store.issue(BETA, ISSUE)).isEqualTo(rows(BETA, ISSUE, 3));
    }

    @Test
    @DisplayName("rows that a later load replaced are removed when the next load begins, the others stay")
    void whatIsReplacedIsRemoved() throws Exception {
        Load load = begin("run-1", ISSUE, 2);
        List<LoadReceipt> receipts =
                List.of(stage(load, 1, rows(ALPHA, ISSUE, 1)), stage(load, 2, rows(BETA, ISSUE, 1)));
        store.publish(load, receipts);
        List<ForecastRecord> repaired = rows(ALPHA, ISSUE, 9).subList(0, 70);
        load("run-1", ISSUE, repaired.stream());
        assertThat(number("select count(*) from forecasts")).isEqualTo(2 * 72 + 70);

        begin("run-2", ISSUE, 1);

        assertThat(number("select count(*) from forecasts")).isEqualTo(2 * 72);
        assertThat(store.issue(ALPHA, ISSUE))
                .isEqualTo(Stream.concat(repaired.stream(), rows(ALPHA, ISSUE, 1).subList(70, 72).stream())
                        .toList());
        assertThat(store.issue(BETA, ISSUE)).isEqualTo(rows(BETA, ISSUE, 1));

        stage(load, 1, rows(ALPHA, ISSUE, 1));
        store.publish(load, receipts);
        assertThat(number("select count(*) from forecasts")).isEqualTo(2 * 72);
    }

    @Test
    @DisplayName("a receipt is not enough: the part must be in the database")
    void aPartThatIsNotThereIsMissing() {
        Load load = begin("run-1", ISSUE, 2);
        LoadReceipt first = stage(load, 1, rows(ALPHA, ISSUE, 1));
        assertThatThrownBy(() -> store.publish(load, List.of(first, new LoadReceipt(load.number(), 2, 72))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("missing [2]");
    }
}
