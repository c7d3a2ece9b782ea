package com.hometech.edf.insights.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.insights.report.Fact.Unit;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextCheckTest {
    private static final TextCheck CHECK = new TextCheck(
            List.of(
                    new Fact("energy", 1688.3142, Unit.KWH, "1,688 kWh"),
                    new Fact("small energy", 12.34, Unit.KWH, "12.3 kWh"),
                    new Fact("cost", 489.6, Unit.MONEY, "490 EUR"),
                    new Fact("share", 47.6, Unit.PERCENT, "48 %"),
                    new Fact("hour", 19, Unit.CLOCK, "19:00"),
                    new Fact("days", 98, Unit.DAYS, "98 days"),
                    new Fact("appliances", 10, Unit.COUNT, "10"),
                    new Fact("co2", 354.5, Unit.KILOGRAM, "355 kg"),
                    new Fact("standby", 9.0, Unit.WATT, "9.0 W")),
            Set.of("2024-11-19"),
            "EUR");
    private static final Set<String> LABELS = Set.of("[A1]", "[A2]");
    private static final String PROSE = "Your home was quiet this autumn, as far as we can tell. ";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "In 98 days your ten appliances took 1,688 kWh.",
                "It was 1688.3 kWh, or 1,688.31 kWh to be exact.",
                "[A1] took 48 % of it, [A2] 12.3 kWh.",
                "That is 47.6 percent and EUR 490, or 489.60 EUR, or €489.6.",
                "Most was taken at 19:00, and [A1] stood out on 2024-11-19.",
                "It caused 355 kg of CO2 (CO₂ is what it sounds like).",
                "Nobody needs the 9 W of standby. One thing to do first.",
            })
    void whatWasComputedMayBeSaid(String text) {
        assertThat(CHECK.problem(PROSE + text, LABELS)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "It took 1,689 kWh.                  | 1,689 kWh",
                "It took 1.688 kWh.                  | 1.688 kWh",
                "It took 1688,3 kWh.                 | number",
                "It took 13 kWh.                     | 13 kWh",
                "It took 12 %.                       | 12 %",
                "It took 490 kWh.                    | 490 kWh",
                "It cost 1,688 EUR.                  | 1,688 EUR",
                "It took 98 kWh.                     | 98 kWh",
                "It took 1.688 MWh.                  | MWh",
                "It saves 20 % of the bill.          | 20 %",
                "It saves 1e3 of them.               | number",
                "It saves 48x as much.               | number",
                "It saves ½ of it.                   | number",
                "It saves ４８ of it.                 | number",
                "It took seven days.                 | seven",
                "It took twenty of them.             | twenty",
                "It saves half of it.                | half",
                "It doubled, twice the usual.        | doubled",
                "On 2024-11-20 it was cold.          | 2024-11-20",
                "At 18:00 it was cold.               | 18:00",
                "It is in A1.                        | number",
                "It is [A3].                         | prose",
                "See https://x.example for more.     | prose",
                "See evil.com for more.              | prose",
                "**Switch it off**.                  | prose",
                "<b>Switch it off</b>.               | prose",
                "# Summary                           | prose",
                "Mail to me@home.                    | prose",
            })
    void whatWasNotComputedIsRefused(String text, String problem) {
        assertThat(CHECK.problem(PROSE + text, LABELS))
                .hasValueSatisfying(found -> assertThat(found).contains(problem));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "I cannot do that."})
    void anEmptyAnswerIsRefused(String text) {
        assertThat(CHECK.problem(text, LABELS))
                .hasValueSatisfying(found -> assertThat(found).contains("characters"));
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 5000})
    void anEndlessAnswerIsRefused(int sentences) {
        assertThat(CHECK.problem(PROSE.repeat(sentences), LABELS)).isPresent();
    }
}
