package com.hometech.edf.data.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.data.page.Links.Link;
import com.hometech.edf.data.page.Table.Cell;
import com.hometech.edf.data.page.Table.Column;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlPageTest {
    private static final String EVIL = "</script><script>alert('x & \"y\"')</script><!--";

    @Test
    void everyTextIsEscaped() {
        String html = page(EVIL).render();

        assertThat(html).doesNotContain(EVIL).doesNotContain("<script>alert").doesNotContain("<!--");
        assertThat(html).contains("&lt;/script&gt;&lt;script&gt;alert");
    }

    @Test
    void aChartsDataSurvivesInsideItsScript() throws Exception {
        String html = LineChart.of(EVIL, "", Axis.of("x", List.of("a", EVIL)), "kWh", true, line(EVIL, 1, Double.NaN))
                .html();

        Matcher matcher = Pattern.compile("<script type=\"application/json\">(.*?)</script>")
                .matcher(html);
        assertThat(matcher.find()).isTrue();
        JsonNode spec = new ObjectMapper().readTree(matcher.group(1));
        assertThat(spec.at("/labels/1").asText()).isEqualTo(EVIL);
        assertThat(spec.at("/series/0/name").asText()).isEqualTo(EVIL);
        assertThat(spec.at("/series/0/values/0").asDouble()).isEqualTo(1.0);
        assertThat(spec.at("/series/0/values/1").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "https://example.org", "../up.html", "/root.html", "", "a//b.html"})
    void aLinkStaysBelowItsPage(String href) {
        assertThatThrownBy(() -> new Link("text", href)).hasMessageContaining("relative path");
    }

    @Test
    void thePageNeedsNothingFromTheNetwork() {
        String html = page("x").render();

        assertThat(html).contains("default-src 'none'").contains("Chart.js v4");
        assertThat(Pattern.compile("(src|href)\\s*=\\s*\"(?!#)").matcher(html).find())
                .isFalse();
        assertThat(html)
                .doesNotContain("sourceMappingURL")
                .doesNotContain("@import")
                .doesNotContain("url(http");
    }

    @Test
    void aPageWithoutChartsDoesNotCarryTheChartLibrary() {
        assertThat(HtmlPage.titled("t", "").section("a", new Paragraph("b")).render())
                .hasSizeLessThan(40_000);
    }

    @Test
    void theSameContentGivesTheSameBytes(@TempDir Path folder) throws Exception {
        page("é").write(folder.resolve("a.html"));
        page("é").write(folder.resolve("b.html"));

        assertThat(folder.resolve("a.html")).hasSameBinaryContentAs(folder.resolve("b.html"));
        assertThat(Files.readString(folder.resolve("a.html"))).contains("é");
    }

    @Test
    void aLongTableStartsFoldedAndAShortOneDoesNot() {
        assertThat(tableOf(Table.ROWS_BEFORE_FOLDING).html()).doesNotContain("folded");
        assertThat(tableOf(Table.ROWS_BEFORE_FOLDING + 1).html())
                .contains("folded", "Show all 16 rows", "type=\"search\"");
    }

    @Test
    void onlyShortTextsStayOnOneLine() {
        Table table = new Table(
                "t",
                List.of(Column.text("when"), Column.text("what")),
                List.of(List.of(Cell.text("23 Nov 2022 10:00"), Cell.text("more than was forecast for that day"))));

        assertThat(table.html())
                .contains(
                        "class=\"txt short\">23 Nov 2022 10:00<", "class=\"txt\">more than was forecast for that day<");
    }

    @Test
    void timesAreThoseOfPeople() {
        assertThat(Times.minute(Instant.parse("2024-03-01T06:30:15.123456789Z")))
                .isEqualTo("1 Mar 2024 06:30 UTC");
        assertThat(Times.period(Instant.parse("2024-03-01T00:00:00Z"), null)).isEqualTo("–");
    }

    @Test
    void numbersAreSortedByTheirFullValueAndMissingOnesAreMarked() {
        Table table = new Table(
                "t",
                List.of(Column.number("kWh")),
                List.of(List.of(Cell.fixed(1234.5678, 1)), List.of(Cell.fixed(Double.NaN, 1))));

        assertThat(table.html()).contains("data-v=\"1234.5678\">1,234.6<").contains("data-v=\"\">–<");
    }

    @Test
    void aRowMustHaveOneCellForEachColumn() {
        assertThatThrownBy(() -> new Table("Errors", List.of(Column.text("a")), List.of(List.of())))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Errors");
    }

    @Test
    void anAxisOfTimesWritesTheLocalDayAtLocalMidnightAlsoAcrossTheClockChange() {
        List<Instant> hours = IntStream.range(0, 48)
                .mapToObj(hour -> Instant.parse("2024-03-30T23:00:00Z").plusSeconds(3600L * hour))
                .toList();

        Axis axis = Axis.ofTimes("time", hours, ZoneId.of("Europe/Amsterdam"));

        assertThat(axis.ticks().get(0)).isEqualTo("Sun 31 Mar");
        assertThat(axis.ticks().get(23)).isEqualTo("Mon 1 Apr");
        assertThat(axis.labels().get(2)).isEqualTo("Sun 31 Mar 2024 03:00");
    }

    @Test
    void theGreatestValueOfAHeatMapIsTheDarkest() {
        HeatMap map =
                new HeatMap("c", "r", List.of("a"), List.of("x", "y", "z"), new double[][] {{1, 3, Double.NaN}}, 1);

        assertThat(map.html()).contains("--heat:0.000\">1.0<", "--heat:0.600\">3.0<", "--heat:0.000\">–<");
    }

    private static HtmlPage page(String text) {
        return HtmlPage.titled(text, text)
                .section(
                        text,
                        new Paragraph(text),
                        new Notice(Tone.BAD, text, List.of(text)),
                        Tiles.of(new Tiles.Tile(text, text, text, Tone.GOOD)),
                        new Facts(List.of(new Facts.Fact(text, text))),
                        new HeatMap(text, text, List.of(text), List.of(text), new double[][] {{1}}, 1))
                .section(
                        "charts",
                        SideBySide.of(new Table(
                                text, List.of(new Column(text, true, text)), List.of(List.of(Cell.text(text))))),
                        new LineChart(
                                text,
                                text,
                                Axis.of(text, List.of(text)),
                                text,
                                true,
                                List.of(line(text, 1)),
                                Optional.of(new LineChart.Band(text, new double[] {0}, new double[] {2}))),
                        new BarChart(text, text, Axis.of(text, List.of(text)), text, List.of(line(text, 2))),
                        new RankingChart(text, text, Axis.of(text, List.of(text)), text, List.of(line(text, 3))),
                        new ScatterChart(
                                text, text, text, text, text, List.of(new ScatterChart.Point(text, 1, 2, Tone.BAD))))
                .footer(text);
    }

    private static Series line(String name, double... values) {
        return new Series(name, Series.Look.MAIN, values);
    }

    private static Table tableOf(int rows) {
        return new Table(
                "t",
                List.of(Column.number("n")),
                IntStream.range(0, rows)
                        .mapToObj(row -> List.of(Cell.count(row)))
                        .toList());
    }
}
