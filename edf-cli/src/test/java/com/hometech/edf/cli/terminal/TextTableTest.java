package com.hometech.edf.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void columnsAreAsWideAsTheirWidestCellAndNumbersStandToTheRight() {
        String table = new TextTable("building", "kWh")
                .row("b1", "1.25")
                .row("building-22", "104.5")
                .render();

        assertThat(table.lines())
                .containsExactly("  building       kWh", "  b1            1.25", "  building-22  104.5");
    }

    @Test
    void aTableWithoutNamesHasNoHead() {
        assertThat(new TextTable("", "").row("status", "Approved").render()).isEqualTo("  status  Approved");
    }

    @Test
    void aRowNeedsACellForEachColumn() {
        assertThatThrownBy(() -> new TextTable("a", "b").row("1")).hasMessageContaining("expected 2 cells");
    }
}
