package com.hometech.edf.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.data.page.Axis;
import com.hometech.edf.data.page.BarChart;
import com.hometech.edf.data.page.HeatMap;
import com.hometech.edf.data.page.HtmlPage;
import com.hometech.edf.data.page.Notice;
import com.hometech.edf.data.page.Series;
import com.hometech.edf.data.page.Table;
import com.hometech.edf.data.page.Table.Cell;
import com.hometech.edf.data.page.Table.Column;
import com.hometech.edf.data.page.Tone;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Reports, which are files, as a browser shows them: on a desk, on a phone, in light and dark. */
@ExtendWith(WithBrowser.class)
class ReportsTest {
    private static final int COLUMNS = 12;

    private final Browser browser;

    ReportsTest(Browser browser) {
        this.browser = browser;
    }

    private void open(Path folder) throws IOException {
        List<Column> columns = IntStream.range(0, COLUMNS)
                .mapToObj(column -> Column.number("A longish heading " + column + " [kWh]"))
                .toList();
        List<List<Cell>> rows = IntStream.range(0, 20)
                .mapToObj(row -> columns.stream()
                        .map(column -> Cell.significant(1000 + row))
                        .toList())
                .toList();
        List<String> weeks =
                IntStream.range(0, 13).mapToObj(week -> "week " + week).toList();
        Path page = folder.resolve("report.html");
        HtmlPage.titled("A report", "As of 1 Mar 2024 06:30 UTC")
                .section("Verdict", new Notice(Tone.WARNING, "Something moved", List.of("Look at it.")))
                .section("Numbers", new Table("A wide table", columns, rows))
                .section(
                        "Weeks", new HeatMap("Hours [%]", "Building", List.of("school-7"), weeks, new double[1][13], 0))
                .section(
                        "Chart",
                        new BarChart(
                                "Anomalies",
                                "By day",
                                Axis.of("Day", weeks),
                                "Anomalies",
                                true,
                                List.of(new Series("high severity", Series.Look.ALARM, new double[13]))))
                .write(page);
        browser.open(page.toUri());
        browser.settle();
    }

    @Test
    void onAPhoneNobodyScrollsSideways(@TempDir Path folder) throws IOException {
        browser.phone();
        open(folder);

        assertThat(browser.script("return document.documentElement.scrollWidth"))
                .as("width of the page")
                .isEqualTo(390L);
        assertThat(
                        (Boolean)
                                browser.script(
                                        "const box = document.querySelector('.table:not(.heat) .scroll'); return box.scrollWidth <= box.clientWidth"))
                .as("a wide table fits")
                .isTrue();
        assertThat(browser.script("return getComputedStyle(document.querySelector('td'), '::before').content"))
                .as("each value is named")
                .isEqualTo("\"A longish heading 0 [kWh]\"");
        assertThat((Number) browser.script("return document.querySelector('.heat .scroll').scrollLeft"))
                .as("of weeks the newest are in sight")
                .satisfies(left -> assertThat(left.doubleValue()).isPositive());
    }

    @Test
    void aRowOfAFoldedTableStaysFoldedOnAPhoneUntilAllAreAskedFor(@TempDir Path folder) throws IOException {
        browser.phone();
        open(folder);

        assertThat(shownRows()).isEqualTo(10);
        browser.find(".unfold").click();
        assertThat(shownRows()).isEqualTo(20);
        browser.find("input[type=search]").sendKeys("1,019");
        assertThat(shownRows()).isEqualTo(1);
    }

    private long shownRows() {
        return browser.all(".long tbody tr").stream()
                .filter(row -> row.isDisplayed())
                .count();
    }

    @Test
    void reportsAreAccessibleInLightAndDark(@TempDir Path folder) throws IOException {
        open(folder);
        assertThat(browser.inaccessible()).as("in light colours").isEmpty();

        browser.dark(true).phone();
        open(folder);
        assertThat(browser.inaccessible()).as("in dark colours, on a phone").isEmpty();
    }
}
