package com.hometech.edf.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.hometech.edf.common.domain.Quantity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ForecastsTest {
    private static final String SCHOOL = "/v1/buildings/school-7/forecast";

    private final Served served = new Served();

    @BeforeEach
    void aRun() {
        served.issue("school-7", Quantity.CONSUMPTION, Served.ISSUED, hour -> 10 + hour);
        served.issue("hall-1", Quantity.CONSUMPTION, Served.ISSUED, hour -> 5);
        served.issue("home-3", Quantity.CONSUMPTION, Served.ISSUED, hour -> 1);
    }

    @AfterEach
    void end() {
        served.close();
    }

    @Test
    void aForecastHasEachHourOfTheNewestIssue() {
        served.issue("school-7", Quantity.CONSUMPTION, Served.ISSUED.minus(Duration.ofDays(1)), hour -> 99);
        JsonNode forecast = served.get("dso", SCHOOL).json();
        assertThat(forecast.path("issued_at").asText()).isEqualTo("2026-03-01T05:00:00Z");
        assertThat(forecast.path("time_zone").asText()).isEqualTo("Europe/London");
        assertThat(forecast.path("values")).hasSize(72);
        assertThat(forecast.path("values").path(1).path("time").asText()).isEqualTo("2026-03-01T06:00:00Z");
        assertThat(forecast.path("values").path(1).path("yhat").asDouble()).isEqualTo(11);
        assertThat(forecast.path("values").path(1).path("lead_hours").asDouble())
                .isEqualTo(2);
    }

    @Test
    void aCorrectedIntervalComesWithThatOfTheModel() {
        served.issueCorrected("school-7", Quantity.CONSUMPTION, Served.ISSUED.minus(Duration.ofDays(1)), hour -> 20);

        JsonNode value = served.get("dso", SCHOOL + "?issued_at=2026-02-28T05:00:00Z")
                .json()
                .at("/values/0");
        assertThat(value.path("yhat_lower").asDouble()).isEqualTo(18);
        assertThat(value.path("yhat_upper").asDouble()).isEqualTo(22);
        assertThat(value.path("yhat_lower_uncorrected").asDouble()).isEqualTo(16);
        assertThat(value.path("yhat_upper_uncorrected").asDouble()).isEqualTo(24);
        assertThat(served.get("dso", SCHOOL).json().at("/values/0").has("yhat_lower_uncorrected"))
                .as("of an interval that was not corrected")
                .isFalse();
    }

    @Test
    void aPeriodHasForEachHourTheForecastThatWasIssuedLast() {
        served.issue("school-7", Quantity.CONSUMPTION, Served.ISSUED.minus(Duration.ofDays(1)), hour -> 99);
        JsonNode values = served.get("dso", SCHOOL + "?from=2026-03-01T04:00:00Z&to=2026-03-01T07:00:00%2B01:00")
                .json()
                .path("values");
        assertThat(values).hasSize(2);
        assertThat(values.path(0).path("yhat").asDouble()).isEqualTo(99);
        assertThat(values.path(1).path("yhat").asDouble()).isEqualTo(10);
    }

    @Test
    void anEarlierIssueCanBeNamed() {
        served.issue("school-7", Quantity.CONSUMPTION, Served.ISSUED.minus(Duration.ofDays(1)), hour -> 99);
        JsonNode forecast =
                served.get("dso", SCHOOL + "?issued_at=2026-02-28T05:00:00Z").json();
        assertThat(forecast.path("values").path(0).path("yhat").asDouble()).isEqualTo(99);
        assertThat(served.get("dso", SCHOOL + "?issued_at=2026-02-28T06:00:00Z")
                        .json()
                        .path("values"))
                .isEmpty();
    }

    @Test
    void levelsThatAreForecastCanBeAdded() {
        JsonNode values =
                served.get("dso", SCHOOL + "?quantiles=0.9,0.1").json().path("values");
        assertThat(values.path(0).path("quantiles").toString())
                .isEqualTo("[{\"level\":0.1,\"kwh\":8.0},{\"level\":0.9,\"kwh\":12.0}]");
        assertThat(served.get("dso", SCHOOL + "?quantiles=0.3").status()).isEqualTo(400);
    }

    @Test
    void aTableHasARowForEachHour() {
        Served.Response table = served.get("dso", SCHOOL + "?quantiles=0.1", "Accept", "text/csv");
        assertThat(table.header("Content-Type")).isEqualTo("text/csv; charset=utf-8");
        assertThat(table.text()).startsWith("""
                        building_id,timestamp,issued_at,lead_hours,yhat,yhat_lower,yhat_upper,quality,model_version,q0.1
                        school-7,2026-03-01T05:00:00Z,2026-03-01T05:00:00Z,1,10,8,12,MODEL,EDFBuildingDemandForecaster/3,8
                        """);
        assertThat(table.text().lines()).hasSize(73);
    }

    @Test
    void whatIsAcceptedBestIsSent() {
        assertThat(served.get("dso", SCHOOL, "Accept", "text/csv;q=0.5, application/*")
                        .header("Content-Type"))
                .isEqualTo("application/json");
        assertThat(served.get("dso", SCHOOL, "Accept", "application/json;q=0, */*;q=0.1")
                        .header("Content-Type"))
                .startsWith("text/csv");
        Served.Response none = served.get("dso", SCHOOL, "Accept", "application/xml");
        assertThat(none.status()).isEqualTo(406);
        assertThat(none.json().path("detail").asText()).contains("application/json or text/csv");
    }

    @Test
    void anUnchangedAnswerIsNotSentAgain() {
        String tag = served.get("dso", SCHOOL).header("ETag");
        assertThat(served.get("dso", SCHOOL, "If-None-Match", "\"other\", " + tag)
                        .status())
                .isEqualTo(304);
        assertThat(served.get("supplier", SCHOOL).header("ETag")).isEqualTo(tag);
        served.issue("school-7", Quantity.CONSUMPTION, Served.ISSUED.plus(Duration.ofDays(1)), hour -> 3);
        served.pass(Duration.ofSeconds(31));
        assertThat(served.get("dso", SCHOOL, "If-None-Match", tag).status()).isEqualTo(200);
    }

    @Test
    void largeAnswersArePackedForWhoWantsThat() {
        Served.Response plain = served.get("dso", SCHOOL);
        Served.Response packed = served.get("dso", SCHOOL, "Accept-Encoding", "br, gzip;q=0.8");
        assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(packed.raw().body().length).isLessThan(plain.raw().body().length / 4);
        assertThat(packed.text()).isEqualTo(plain.text());
        assertThat(packed.header("ETag")).isNotEqualTo(plain.header("ETag"));
        assertThat(served.get("dso", SCHOOL, "If-None-Match", packed.header("ETag"))
                        .status())
                .isEqualTo(304);
        assertThat(served.get("dso", SCHOOL, "Accept-Encoding", "gzip;q=0").header("Content-Encoding"))
                .isNull();
    }

    @Test
    void theHeadIsThatOfTheAnswer() {
        Served.Response head = served.send("HEAD", "dso", SCHOOL, new byte[0]);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.raw().headers().get("ETag"))
                .isEqualTo(served.get("dso", SCHOOL).header("ETag"));
    }

    @Test
    @DisplayName("fault 16: a closed building has no forecast, but keeps its past")
    void aClosedBuildingHasNoForecastButKeepsItsPast() {
        served.issue("closed-9", Quantity.CONSUMPTION, Served.ISSUED.minus(Duration.ofDays(60)), hour -> 7);
        Served.Response closed = served.get("supplier", "/v1/buildings/closed-9/forecast");
        assertThat(closed.status()).isEqualTo(404);
        assertThat(closed.json().path("type").asText()).isEqualTo("/problems/inactive");
        assertThat(served.get("supplier", "/v1/buildings/closed-9/forecast?issued_at=2025-12-31T05:00:00Z")
                        .json()
                        .path("values"))
                .hasSize(72);
        JsonNode items = served.get("supplier", "/v1/forecasts?building_id=closed-9")
                .json()
                .path("items");
        assertThat(items.path(0).path("values")).isEmpty();
        assertThat(items.path(0).path("issued_at").isNull()).isTrue();
    }

    @Test
    void whenNoRunIsMadeNobodyIsClosed() {
        served.at("2026-03-20T00:00:00Z");
        assertThat(served.get("dso", SCHOOL).status()).isEqualTo(200);
    }

    @Test
    void aBuildingWithoutForecastHasNoValues() {
        JsonNode forecast = served.get("dso", SCHOOL + "?quantity=solar").json();
        assertThat(forecast.path("values")).isEmpty();
        assertThat(forecast.path("issued_at").isNull()).isTrue();
        assertThat(served.get("dso", "/v1/buildings/school-7")
                        .json()
                        .path("newest_issues")
                        .toString())
                .isEqualTo("{\"consumption\":\"2026-03-01T05:00:00Z\",\"solar\":null}");
    }

    @Test
    void pagesAreReadToTheEnd() {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page =
                    served.get("supplier", "/v1/forecasts?limit=1" + cursor).json();
            page.path("items").forEach(item -> ids.add(item.path("building_id").asText()));
            cursor = page.path("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("next_cursor").asText();
        } while (!cursor.isEmpty());
        assertThat(ids).containsExactly("closed-9", "home-3", "school-7");
    }

    @Test
    void theNextPageOfATableIsLinked() {
        Served.Response first =
                served.get("supplier", "/v1/forecasts?limit=2&quantity=consumption", "Accept", "text/csv");
        String link = first.header("Link");
        assertThat(link)
                .startsWith("</v1/forecasts?limit=2&quantity=consumption&cursor=")
                .endsWith(">; rel=\"next\"");
        Served.Response second = served.get("supplier", link.substring(1, link.indexOf('>')), "Accept", "text/csv");
        assertThat(second.text().lines().skip(1)).hasSize(72).allMatch(row -> row.startsWith("school-7,"));
        assertThat(second.header("Link")).isNull();
    }

    @Test
    @DisplayName("fault 59: long periods make shorter pages")
    void longPeriodsMakeShorterPages() {
        StringBuilder buildings = new StringBuilder("building_id,site_id,timezone\n");
        for (int building = 10; building < 20; building++) {
            buildings.append("b").append(building).append(",oslo,Europe/Oslo\n");
            for (int day = 0; day < 31; day++) {
                served.issue(
                        "b" + building, Quantity.CONSUMPTION, Served.ISSUED.minus(Duration.ofDays(day)), hour -> 1);
            }
        }
        served.objects.put(
                served.places.calendarTopology().resolve("buildings.csv"),
                buildings.toString().getBytes(UTF_8));
        served.objects.delete(served.places.calendarTopology().resolve("areas.csv"));
        served.grant("all", Set.of(), Set.of("oslo"), false);
        String levels = "0.1,0.9";
        JsonNode page = served.get(
                        "all", "/v1/forecasts?from=2026-02-01T00:00:00Z&to=2026-03-04T00:00:00Z&quantiles=" + levels)
                .json();
        assertThat(page.path("items").path(0).path("values").size()).isGreaterThan(700);
        assertThat(page.path("items").size()).isBetween(2, 9);
        assertThat(page.path("next_cursor").isNull()).isFalse();
    }

    @Test
    void namedBuildingsThatOneMayNotSeeAreToldOnce() {
        JsonNode page = served.get("dso", "/v1/forecasts?building_id=school-7,home-3,nowhere")
                .json();
        assertThat(page.path("items")).hasSize(1);
        assertThat(page.path("unknown_buildings").toString()).isEqualTo("[\"home-3\",\"nowhere\"]");
    }
}
