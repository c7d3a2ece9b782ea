package com.hometech.edf.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.cli.terminal.TerminalPlot.Point;
import com.hometech.edf.common.error.InvalidInputException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalPlotTest {
    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");
    private static final Instant START = Instant.parse("2024-03-29T05:00:00Z");
    private static final int HISTORY = 48;
    private static final int HORIZON = 72;

    @Test
    void unicode() {
        assertThat(plot(90, PlotGlyphs.UNICODE)).isEqualTo("""
                kWh
                 60 ┤                                  ┊
                    │                                  ┊
                    │                                  ┊  ░░░              ░░░              ░░░
                    │    ⢀⠤⢄⡀             ⡀⣀⡀          ┊ ░░⡠⣀░            ░░⡠⣀░            ░░⡠⣀░
                 40 ┤   ⡤⠜  ⢸            ⡤⠋ ⠈⠱⡀        ┊░⢀⠏░░⢱⡀          ░⢀⠏░░⢱⡀          ░⢀⠏░░⢱⡀
                    │  ⢠⠃   ⠘⡄          ⢀⠇    ⡇        ┊⢀⡸░░░░⢸          ⢀⡸░░░░⢸          ⢀⡸░░░░⢸
                    │ ⢀⡸     ⢱⡀         ⢸     ⢣        ┊⡸░   ░░⡇         ⡸░   ░░⡇         ⡸░   ░░⡇
                 20 ┤ ⢸       ⢸        ⢸⠁     ⠈⢱       ┊⡇      ⢸        ░⡇      ⢸        ░⡇      ⢸
                    │ ⡎       ⠈⡆       ⡜       ⠈⡆      ⠉       ⠈⢱░░░░░░░⡏       ⠈⢱░░░░░░░⡏       ⠈⢱░░░░░░░
                    │⣀⠇        ⠉⡦⠤⠊⢱⠤⠔⠉         ⠓⢱⡠⠔⠊⣆⠤┊        ⠸⠤⠤⠤⠤⠤⠤⠤⠃        ⠸⠤⠤⠤⠤⠤⠤⠤⠃        ⠸⠤⠤⠤⠤⠤⠤⠤
                    │                                  ┊
                  0 ┤                                  ┊
                    └────────────┴────────────────┴────────────────┴────────────────┴────────────────┴────
                                 Sat 30 Mar       Sun 31 Mar       Mon 1 Apr        Tue 2 Apr
                     before ┊ readings, after it the forecast   ░ interval   local time (Europe/Amsterdam)""");
    }

    @Test
    void ascii() {
        assertThat(plot(90, PlotGlyphs.ASCII)).isEqualTo("""
                kWh
                 60 +                                  :
                    |                                  :
                    |                                  :  ...              ...              ...
                    |     ooo             ooo          : ..**.            ..**.            ..**.
                 40 +   oo   o           o   o         :..*..**          ..*..**          ..*..**
                    |   o    o           o    o        :.*.....*         .*.....*         .*.....*
                    |  o     oo          o    o        :*.   ..*         *.   ..*         *.   ..*
                 20 +  o       o        o      o       :*      .*       .*      .*       .*      .*
                    | o        o   o  oo        oo     *       .*.......*       .*.......*       .*.......
                    |o          ooo oo          o ooooo:        .*******         .*******         .*******
                    |                                  :
                  0 +                                  :
                    +------------+----------------+----------------+----------------+----------------+----
                                 Sat 30 Mar       Sun 31 Mar       Mon 1 Apr        Tue 2 Apr
                     o reading   * forecast   . interval   local time (Europe/Amsterdam)""");
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 100, 200})
    void theDrawingFitsItsWidth(int width) {
        List<String> lines = TerminalPlot.lines(points(), AMSTERDAM, width, 12, PlotGlyphs.UNICODE);

        assertThat(lines.subList(0, lines.size() - 1))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
    }

    @Test
    void anAsciiPlotHoldsNothingElse() {
        assertThat(plot(80, PlotGlyphs.ASCII)).matches("[\\x20-\\x7e\\n]+");
    }

    @Test
    void feedInReachesBelowZero() {
        List<Point> points = IntStream.range(0, 24)
                .mapToObj(hour -> point(hour, hour - 12.0, Double.NaN))
                .toList();

        List<String> lines = TerminalPlot.lines(points, AMSTERDAM, 60, 9, PlotGlyphs.ASCII);

        assertThat(lines.get(1)).startsWith("  20 +");
        assertThat(lines).anyMatch(line -> line.startsWith(" -20 +"));
        assertThat(lines).anyMatch(line -> line.startsWith("   0 +"));
    }

    @Test
    void aBuildingThatUsesNothingIsAFlatLine() {
        List<Point> points = IntStream.range(0, 24)
                .mapToObj(hour -> point(hour, 0, Double.NaN))
                .toList();

        List<String> lines = TerminalPlot.lines(points, AMSTERDAM, 40, 4, PlotGlyphs.ASCII);

        assertThat(lines.get(4)).matches(" +0 \\+o+");
    }

    @Test
    void aPlotOfNothingIsAnError() {
        assertThatThrownBy(() -> TerminalPlot.lines(List.of(), AMSTERDAM, 80, 12, PlotGlyphs.ASCII))
                .isInstanceOf(InvalidInputException.class);
    }

    private static String plot(int width, PlotGlyphs glyphs) {
        return String.join("\n", TerminalPlot.lines(points(), AMSTERDAM, width, 12, glyphs));
    }

    private static List<Point> points() {
        return IntStream.range(0, HISTORY + HORIZON)
                .mapToObj(hour -> hour < HISTORY
                        ? point(hour, load(hour) + (hour % 5 - 2), Double.NaN)
                        : point(hour, Double.NaN, load(hour)))
                .toList();
    }

    private static double load(int hour) {
        int ofDay = START.plusSeconds(3600L * hour).atZone(AMSTERDAM).getHour();
        return 12 + 30 * Math.max(0, Math.sin((ofDay - 6) * Math.PI / 14));
    }

    private static Point point(int hour, double reading, double forecast) {
        return new Point(START.plusSeconds(3600L * hour), reading, forecast, forecast * 0.8, forecast * 1.2);
    }

    @Test
    void theForecastIsMarkedAndNothingElseChanges() {
        List<Point> points = List.of(
                new Point(START, 1, Double.NaN, Double.NaN, Double.NaN),
                new Point(START.plusSeconds(3600), Double.NaN, 2, 1, 3));

        List<String> marked = TerminalPlot.markedLines(points, AMSTERDAM, 40, 6, PlotGlyphs.UNICODE);

        assertThat(marked).anyMatch(line -> line.matches(".*@\\|cyan [\\u2801-\\u28ff]+\\|@.*"));
        assertThat(marked.stream().map(line -> line.replace("@|cyan ", "").replace("|@", "")))
                .map(String::stripTrailing)
                .isEqualTo(TerminalPlot.lines(points, AMSTERDAM, 40, 6, PlotGlyphs.UNICODE));
    }
}
