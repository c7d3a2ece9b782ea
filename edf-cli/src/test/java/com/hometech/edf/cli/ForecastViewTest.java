package com.hometech.edf.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.ForecastQuantile;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.error.InvalidInputException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecastViewTest {
    private static final Instant ISSUED_AT = Instant.parse("2024-10-26T22:00:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void jsonHoldsWhatARequesterNeedsToUseAndTraceAForecast() throws Exception {
        JsonNode json = new ObjectMapper().readTree(ForecastView.json(rows(2)));

        assertThat(json.path("building_id").asText()).isEqualTo("b1");
        assertThat(json.path("model_version").asText()).isEqualTo("group/3");
        assertThat(json.path("forecasts")).hasSize(2);
        JsonNode second = json.path("forecasts").path(1);
        assertThat(second.path("timestamp").asText()).isEqualTo("2024-10-26T23:00:00Z");
        assertThat(second.path("yhat").asDouble()).isEqualTo(1.5);
        assertThat(second.path("quality").asText()).isEqualTo("MODEL");
    }

    @Test
    void csvHasOneLineForEachRow() {
        assertThat(ForecastView.csv(rows(2)).lines())
                .containsExactly(
                        "timestamp,building_id,yhat,yhat_lower,yhat_upper,issued_at,lead_hours,model_version,quality,"
                                + "quantity",
                        "2024-10-26T22:00:00Z,b1,0.5,0.0,1.5,2024-10-26T22:00:00Z,1.0,group/3,MODEL,consumption",
                        "2024-10-26T23:00:00Z,b1,1.5,1.0,2.5,2024-10-26T22:00:00Z,2.0,group/3,MODEL,consumption");
    }

    @Test
    void jsonAndCsvNameFurtherQuantilesAsFilesDo() throws Exception {
        List<ForecastRecord> rows = List.of(rich(), rows(2).get(1));
        JsonNode json = new ObjectMapper().readTree(ForecastView.json(rows)).path("forecasts");

        assertThat(json.path(0).path("yhat_q02_5").asDouble()).isEqualTo(0.25);
        assertThat(json.path(0).path("yhat_q50").asDouble()).isEqualTo(0.75);
        assertThat(json.path(1).has("yhat_q50")).isFalse();
        assertThat(ForecastView.csv(rows).lines())
                .satisfiesExactly(
                        header -> assertThat(header).endsWith(",quality,quantity,yhat_q02_5,yhat_q50"),
                        first -> assertThat(first).endsWith(",MODEL,consumption,0.25,0.75"),
                        second -> assertThat(second).endsWith(",MODEL,consumption,,"));
    }

    @Test
    void theTableOfQuantilesGoesFromEndToEnd() {
        assertThat(ForecastView.quantileTable(List.of(rich(), rows(2).get(1)), BERLIN)
                        .lines())
                .containsExactly(
                        "  Europe/Berlin            forecast  lower end  yhat_q02_5  yhat_q50  upper end",
                        "  Sun 27 Oct 00:00 +02:00     0.500      0.000       0.250     0.750      1.500",
                        "  Sun 27 Oct 01:00 +02:00     1.500      1.000                            2.500");
    }

    @Test
    void aForecastOfTheEndsAloneSaysHowToGetMoreQuantiles() {
        assertThatThrownBy(() -> ForecastView.quantileTable(rows(2), BERLIN))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("edf_training.quantiles");
    }

    private static ForecastRecord rich() {
        ForecastRecord row = rows(1).get(0);
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
                List.of(new ForecastQuantile(0.025, 0.25), new ForecastQuantile(0.5, 0.75)));
    }

    @Test
    void theHourThatComesTwiceAtTheEndOfSummerTimeShowsBothEnergies() {
        String table = ForecastView.table(rows(25), BERLIN);

        assertThat(table.lines().toList()).hasSize(25).first().asString().contains("Sun 27 Oct");
        assertThat(table.lines().filter(line -> line.contains("02:00")))
                .singleElement()
                .asString()
                .contains("2.500")
                .contains("3.500");
    }

    @ParameterizedTest
    @CsvSource({"0.0123456, 0.012", "3.14159, 3.142", "31.4159, 31.42", "314.159, 314.2", "4665432.8, 4665433"})
    void energiesAreShownWithTheDigitsThatAForecastDeserves(double kwh, String shown) {
        assertThat(ForecastView.number(kwh)).isEqualTo(shown);
    }

    private static List<ForecastRecord> rows(int count) {
        return IntStream.range(0, count)
                .mapToObj(hour -> new ForecastRecord(
                        new BuildingId("b1"),
                        ISSUED_AT.plus(hour, ChronoUnit.HOURS),
                        ISSUED_AT,
                        hour + 1.0,
                        hour + 0.5,
                        hour,
                        hour + 1.5,
                        "group/3",
                        ForecastQuality.MODEL))
                .toList();
    }
}
