package com.hometech.edf.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.api.Served.Response;
import com.hometech.edf.api.contract.Contract;
import com.hometech.edf.api.contract.Operation;
import com.hometech.edf.api.contract.Parameter;
import com.hometech.edf.api.contract.Parameter.Place;
import com.hometech.edf.common.domain.Quantity;
import java.net.URLEncoder;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestsTest {
    private final Served served = new Served();

    @BeforeEach
    void aRun() {
        served.issue("school-7", Quantity.CONSUMPTION, Served.ISSUED, hour -> 2);
        served.issue("home-3", Quantity.CONSUMPTION, Served.ISSUED, hour -> 2);
        served.issue("home-3", Quantity.SOLAR, Served.ISSUED, hour -> 3);
    }

    @AfterEach
    void end() {
        served.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    limit=1000000000                                        | limit        | is not a whole number from 1 to
                    limit=0                                                 | limit        | is not a whole number from 1 to
                    limit=1e3                                               | limit        | is not a whole number
                    limit=%D9%A1                                            | limit        | is not a whole number
                    limit=                                                  | limit        | is not a whole number
                    limit=5&limit=6                                         | limit        | stands there 2 times
                    from=1970-01-01T00:00:00Z&to=2020-01-01T00:00:00Z       | from         | 2000 to 2099
                    from=2016-01-01T00:00:00Z&to=2066-01-01T00:00:00Z       | to           | more than 31 days
                    from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z       | to           | is not after from
                    from=2026-03-02T00:00:00Z&to=2026-03-02T00:00:00Z       | to           | is not after from
                    from=2026-03-02T00:00:00Z                               | to           | is missing
                    from=2026-03-02T00:00:00&to=2026-03-03T00:00:00Z        | from         | is not a time with seconds and offset
                    from=2026-03-02T24:00:00Z&to=2026-03-03T00:00:00Z       | from         | is no time that exists
                    from=2026-02-30T00:00:00Z&to=2026-03-03T00:00:00Z       | from         | is no time that exists
                    from=2026-03-02T00:00:00%2B99:99&to=2026-03-03T00:00:00Z| from         | is no time that exists
                    from=2026-03-02T00:00:00+01:00&to=2026-03-03T00:00:00Z  | from         | and %2B for the +
                    issued_at=yesterday                                     | issued_at    | or latest
                    quantity=Solar                                          | quantity     | write consumption or solar
                    quantiles=0.1,0.1                                       | quantiles    | stands there twice
                    quantiles=1.5                                           | quantiles    | is not a number above 0 and below 1
                    quantiles=NaN                                           | quantiles    | is not a number
                    building_id=' OR 1=1--                                  | building_id  | does not have the form
                    building_id=..%2Fsecret                                 | building_id  | does not have the form
                    building_id=a%00b                                       | building_id  | does not have the form
                    building_id=sch%D0%BEol-7                               | building_id  | does not have the form
                    building_id=school-7,                                   | building_id  | does not have the form
                    tenant_id=supplier                                      | tenant_id    | There is no parameter tenant_id; there are
                    cursor=%0Ax                                             | cursor       | does not have the form
                    """)
    @DisplayName("faults 59 to 61: what is wrong is said with its name and the way out")
    void whatIsWrongIsSaidWithItsNameAndTheWayOut(String query, String parameter, String detail) {
        Response refused = served.get("supplier", "/v1/forecasts?" + query.replace(" ", "%20"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("type").asText()).isEqualTo("/problems/invalid-request");
        assertThat(refused.json().path("errors").path(0).path("parameter").asText())
                .isEqualTo(parameter);
        assertThat(refused.json().path("errors").path(0).path("detail").asText())
                .contains(detail);
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        Response refused = served.get("supplier", "/v1/forecasts?limit=x&quantity=y&nothing=z");
        assertThat(refused.json().path("errors").findValuesAsText("parameter"))
                .containsExactly("nothing", "quantity", "limit");
    }

    @Test
    @DisplayName("faults 59 and 61: many ids are refused, and long values not repeated")
    void manyIdsAreRefusedAndLongValuesNotRepeated() {
        String ids = IntStream.range(0, 5000).mapToObj(id -> "b" + id).collect(Collectors.joining(","));
        assertThat(served.get("supplier", "/v1/forecasts?building_id=" + ids).text())
                .contains("has 5000 values; write at most 100");
        String secret = "x".repeat(39) + "y".repeat(10_000);
        Response refused = served.get("supplier", "/v1/buildings/" + secret + "/forecast");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text())
                .contains("x".repeat(39) + "…")
                .doesNotContain("yy")
                .hasSizeLessThan(1000);
        assertThat(served.get("supplier", "/v1/forecasts?" + secret + "=1").text())
                .doesNotContain("yy");
    }

    @Test
    void pathsAndMethodsThatAreNotThereAreNamedAsSuch() {
        assertThat(served.get("dso", "/v2/buildings").status()).isEqualTo(404);
        assertThat(served.get("dso", "/v1/buildings/").status()).isEqualTo(400);
        assertThat(served.get("dso", "/").json().path("type").asText()).isEqualTo("/problems/not-found");
        Response refused = served.send("DELETE", "dso", "/v1/models/G/1/decision", new byte[0]);
        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.header("Allow")).isEqualTo("PUT");
        assertThat(served.send("POST", "dso", "/v1/me", new byte[0]).header("Allow"))
                .isEqualTo("GET, HEAD");
        assertThat(served.send("GET", "dso", "/v1/me", "{}".getBytes(UTF_8)).status())
                .isEqualTo(400);
    }

    /** Values of all kinds in all places: every answer is a documented one, and none is a defect. */
    @Test
    void nothingThatIsSentIsADefect() {
        List<String> values = List.of(
                "",
                " ",
                "0",
                "-1",
                "1",
                "3",
                "15",
                "60",
                "0.1",
                "1e308",
                "NaN",
                "999999999999999999999",
                "latest",
                "mine",
                "north",
                "feeder-12",
                "school-7",
                "home-3",
                "home-3,school-7",
                "solar",
                "consumption",
                "APPROVED",
                "2026-03-01T05:00:00Z",
                "2026-03-02T05:00:00.5+05:45",
                "2099-12-31T23:59:59-18:00",
                "2000-01-01T00:00:00+18:00",
                "2026-03-01",
                "2000-01-01",
                "2099-12-31",
                "2025-02-29",
                "EDFBuildingDemandForecaster",
                "a".repeat(3000),
                "\u0000",
                "\uD83D\uDE00",
                "%",
                "../..",
                "'\"<>&",
                "a\nb",
                ",",
                "*");
        Random random = new Random(42);
        List<Operation> operations = Contract.read().operations();
        try (LogLines log = new LogLines()) {
            for (int round = 0; round < 4000; round++) {
                Operation operation = operations.get(random.nextInt(operations.size()));
                String address = operation.path().text();
                StringBuilder query = new StringBuilder();
                String ifMatch = values.get(random.nextInt(values.size()));
                for (Parameter parameter : operation.parameters()) {
                    String value = URLEncoder.encode(values.get(random.nextInt(values.size())), UTF_8);
                    if (parameter.place() == Place.PATH) {
                        address = address.replace("{" + parameter.name() + "}", value);
                    } else if (parameter.place() == Place.QUERY && random.nextBoolean()) {
                        query.append('&').append(parameter.name()).append('=').append(value);
                    }
                }
                String body = operation.method().equals("PUT") ? body(random, values) : "";
                Response answer = served.send(
                        operation.method(),
                        random.nextBoolean() ? "supplier" : "engineer",
                        address + (query.length() > 0 ? "?" + query.substring(1) : ""),
                        body.getBytes(UTF_8),
                        "If-Match",
                        ifMatch,
                        "Content-Type",
                        "application/json",
                        "Accept",
                        values.get(random.nextInt(values.size())) + ",*/*;q=0." + random.nextInt(10),
                        "Accept-Encoding",
                        random.nextBoolean() ? "gzip" : ifMatch,
                        "If-None-Match",
                        ifMatch);
                assertThat(answer.status()).as(address + query + body).isLessThan(500);
            }
            assertThat(log.of("defect")).isEmpty();
        }
    }

    private static String body(Random random, List<String> values) {
        String value = values.get(random.nextInt(values.size())).replace("\"", "\\\"");
        return switch (random.nextInt(6)) {
            case 0 -> "{\"status\":\"APPROVED\",\"note\":\"" + value + "\"}";
            case 1 -> "{\"status\":\"REJECTED\",\"note\":\"a good reason\"}";
            case 2 -> "[".repeat(5000);
            case 3 -> "{\"status\":\"APPROVED\",\"note\":\"\\ud800 half a character\"}";
            case 4 -> "{\"status\":" + value + "}";
            default -> value;
        };
    }
}
