package com.hometech.edf.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong is said in the reader's words, with a way out. */
@ExtendWith(WithBrowser.class)
class ProblemsTest {
    private static final CannedHome HOME = CannedHome.sunny();

    private final Browser browser;
    private final CannedServer server;

    ProblemsTest(Browser browser, CannedServer server) {
        this.browser = browser;
        this.server = server;
    }

    @BeforeEach
    void serveHome() {
        HOME.on(server);
        browser.phone().at(HOME.now());
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            403 | /problems/forbidden | You may not see this
            404 | /problems/not-found | There is nothing here
            404 | /problems/inactive  | No longer forecast
            400 | /problems/invalid   | Invalid request
            """)
    void refusalsAreExplained(int status, String type, String title) {
        server.answer(HOME.path("outlook"), Answer.problem(status, "Invalid request", "Detail of the matter", type));
        browser.open(server.at("home.html"));

        assertThat(browser.find("[role=alert]").getText()).contains(title, "Detail of the matter", "request-1");
    }

    @ParameterizedTest
    @CsvSource({"429, Too many requests at once", "503, The forecasts cannot be reached right now"})
    void whatPassesIsTriedAgainAfterTheTimeThatIsAskedFor(int status, String title) {
        server.answer(
                HOME.path("outlook"), Answer.problem(status, "Later", "Later").with("Retry-After", "1"));
        browser.open(server.at("home.html"));
        assertThat(browser.find("[role=alert]").getText()).contains(title, "Trying again by itself in 1 s");

        server.answer(HOME.path("outlook"), HOME.outlook());

        browser.find("#day-today");
    }

    @Test
    void withoutConnectionThePageWaitsForIt() {
        browser.open(server.at("home.html"));
        browser.find(".window");
        browser.offline(true);
        browser.choose("input[value=dryer]");
        assertThat(browser.find("[role=alert]").getText()).contains("You are offline", "goes on by itself");

        browser.offline(false);

        browser.find(".window");
        assertThat(server.requests(HOME.path("best-times"))).last().satisfies(request -> assertThat(request.query())
                .containsEntry("energy_kwh", "1.6"));
    }

    @Test
    void aProxysAnswerIsAProblemToo() {
        server.answer(HOME.path("outlook"), Answer.of(503, "text/html", "<h1>Bad gateway</h1>"));
        browser.open(server.at("home.html"));

        assertThat(browser.find("[role=alert]").getText()).contains("The forecasts cannot be reached right now");
    }

    @Test
    void withoutTheChartLibraryTheFiguresAreThere() {
        server.without("vendor/chart.js/chart.umd.js");
        browser.open(server.at("home.html"));

        assertThat(browser.find(".plot").getText()).contains("The chart could not be drawn");
        assertThat(browser.texts("#day tbody tr")).hasSize(24);
        browser.find(".window").click();
        assertThat(browser.find(".readout").getText()).startsWith("12:00 to 13:00");
    }

    @Test
    void namesAndMessagesAreNeverMarkup() {
        String evil = "<img src=x onerror=\"window.broken = true\"><script>window.broken = true</script>";
        server.answer(HOME.path("outlook"), HOME.outlook().put("message", evil));
        browser.open(server.at("home.html"));
        assertThat(browser.find(".headline").getText()).isEqualTo(evil);

        server.answer(HOME.path("outlook"), Answer.problem(403, "Forbidden", evil));
        browser.open(server.at("home.html"));
        assertThat(browser.find("[role=alert]").getText()).contains(evil);

        Canned.grid(server);
        server.answer(
                "/v1/areas",
                Answer.of(
                        200,
                        "application/json",
                        "{\"items\":[{\"area_id\":\"mine\",\"name\":\"<b>bold</b>\",\"kind\":\"site\",\"buildings\":1}],\"next_cursor\":null}"));
        browser.open(server.at("grid.html"));
        browser.settle();
        assertThat(browser.find("h1").getText()).isEqualTo("<b>bold</b>");
        assertThat(browser.script("return window.broken === undefined")).isEqualTo(true);
    }
}
