package com.hometech.edf.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** What residents see. The browser's clocks are far from the home's. */
@ExtendWith(WithBrowser.class)
class HomePageTest {
    private final Browser browser;
    private final CannedServer server;

    HomePageTest(Browser browser, CannedServer server) {
        this.browser = browser;
        this.server = server;
    }

    private void open(CannedHome home) {
        home.on(server);
        browser.phone().at(home.now()).open(server.at("home.html"));
        browser.settle();
    }

    @Test
    void todayAndTomorrowAreShownInTheHomesLocalTime() {
        open(CannedHome.sunny());

        assertThat(browser.texts("[role=tab] .name")).containsExactly("Today\nWed 10 Jun", "Tomorrow\nThu 11 Jun");
        assertThat(browser.find("#day-today").getText()).contains("Use", "12.4 kWh", "Solar", "15.5 kWh");
        // the present hour, at first
        assertThat(browser.find(".readout").getText())
                .contains("10:00 to 11:00", "Use 0.28 kWh (0.18 to 0.38)", "Solar 1.16 kWh");
        assertThat(browser.find(".spans").getText()).contains("09:00 to 19:00", "about 9.4 kWh");
        assertThat(browser.find("#outlook").getText()).contains("Wed 10 Jun, 07:00", "Madrid time");

        browser.find("#day-tomorrow").click();

        assertThat(browser.find(".readout").getText()).contains("12:00 to 13:00", "Solar 2.23 kWh");
        assertThat(browser.find("#day-tomorrow").getDomAttribute("aria-selected"))
                .isEqualTo("true");
    }

    @Test
    void everythingCanBeReadAndReachedWithKeysOnly() {
        open(CannedHome.sunny());

        browser.find("#day-today").sendKeys(Keys.ARROW_RIGHT);
        assertThat(browser.find("#day-tomorrow").getDomAttribute("aria-selected"))
                .isEqualTo("true");
        var chart = browser.find("[role=slider]");
        chart.sendKeys(Keys.HOME);
        chart.sendKeys(Keys.ARROW_RIGHT);
        assertThat(chart.getDomAttribute("aria-valuetext")).startsWith("01:00 to 02:00, Use 0.25\u00a0kWh");

        browser.find("summary").sendKeys(Keys.ENTER);
        browser.waitFor(() -> browser.all("#day tbody tr").size() == 24);
        assertThat(browser.texts("#day tbody tr").get(8)).isEqualTo("08:00 0.70 0.45 0.94 0.77 0.54 1.00");
    }

    @Test
    void theBestTimesForAnApplianceAreFoundAndShownInTheChart() {
        open(CannedHome.sunny());
        assertThat(browser.find(".window").getText())
                .contains("Tomorrow, 12:30 to 15:00", "1.0 kWh from your roof, nothing from the grid", "97 %");

        browser.choose("input[value=car]");
        browser.find(".window", "16:30").click();

        assertThat(browser.find("#day-tomorrow").getDomAttribute("aria-selected"))
                .isEqualTo("true");
        assertThat(browser.find(".readout").getText()).startsWith("12:00 to 13:00");
        assertThat(server.requests(CannedHome.sunny().path("best-times")))
                .last()
                .satisfies(request -> assertThat(request.query())
                        .containsEntry("duration_minutes", "240")
                        .containsEntry("energy_kwh", "14"));
    }

    @Test
    void anApplianceOfOnesOwnIsAskedForOnlyWithFiguresThatCanBe() {
        open(CannedHome.sunny());
        browser.choose("input[value=own]");
        browser.settle();
        int before = server.requests(CannedHome.sunny().path("best-times")).size();

        var kwh = browser.find("#kwh");
        kwh.clear();
        kwh.sendKeys("much", Keys.ENTER);
        assertThat(browser.find("#kwh-error").getText()).contains("for example 1.5");
        assertThat(server.requests(CannedHome.sunny().path("best-times"))).hasSize(before);

        kwh.clear();
        kwh.sendKeys("2,5", Keys.ENTER);
        browser.waitFor(
                () -> server.requests(CannedHome.sunny().path("best-times")).size() > before);
        assertThat(server.requests(CannedHome.sunny().path("best-times")))
                .last()
                .satisfies(request -> assertThat(request.query())
                        .containsEntry("duration_minutes", "60")
                        .containsEntry("energy_kwh", "2.5"));
    }

    @Test
    void aHomeWithoutSolarLearnsWhenItUsesMost() {
        open(CannedHome.withoutSolar());

        assertThat(browser.find("#day").getText())
                .contains("Busiest: 19:00 to 22:00", "Calmest: 00:00 to 03:00")
                .doesNotContain("Solar");
        assertThat(browser.all(".presets")).isEmpty();
    }

    @Test
    void whatWasUnusualIsToldInPlainWordsAndTheHomesTime() {
        CannedHome home = CannedHome.sunny();
        home.on(server);
        server.answer(
                home.path("anomalies"),
                request -> Answer.json(
                        "solar".equals(request.query().get("quantity"))
                                ? CannedAnomalies.none()
                                : CannedAnomalies.page(List.of(
                                        CannedAnomalies.spike(home.id(), Instant.parse("2026-06-09T17:00:00Z"), "high"),
                                        CannedAnomalies.missing(home.id(), Instant.parse("2026-06-01T22:00:00Z"))))));
        browser.phone().at(home.now()).open(server.at("home.html"));
        browser.settle();

        assertThat(browser.texts("#unusual li"))
                .satisfiesExactly(
                        spike -> assertThat(spike)
                                .contains(
                                        "Tue 9 Jun, 19:00 to 23:00",
                                        "very unusual",
                                        "You used 8.20 kWh; 4.10 kWh were expected",
                                        "3.00 to 5.50 would have been usual"),
                        missing -> assertThat(missing)
                                .contains("Tue 2 Jun, 00:00 to Wed 3 Jun, 00:00", "No readings of your meter arrived"));
        assertThat(browser.find("#unusual").getText()).contains("tell your energy supplier");
        assertThat(server.requests(home.path("anomalies")))
                .extracting(request -> request.query().get("quantity"))
                .containsExactlyInAnyOrder("consumption", "solar");
        assertThat(browser.inaccessible()).isEmpty();
    }

    @Test
    void whereNothingWasUnusualThatIsSaid() {
        open(CannedHome.withoutSolar());

        assertThat(browser.find("#unusual").getText()).contains("Nothing unusual in the last 30 days");
    }

    @Test
    void theOutlookStaysWhereWhatWasUnusualCannotBeRead() {
        CannedHome home = CannedHome.withoutSolar();
        home.on(server);
        server.answer(home.path("anomalies"), Answer.of(500, "text/plain", "away"));
        browser.phone().at(home.now()).open(server.at("home.html"));
        browser.settle();

        browser.find("#unusual [role=alert]");
        assertThat(browser.find("#day").getText()).contains("Busiest:");
    }

    @Test
    void aDayOf25HoursShowsTheHourThatComesTwice() {
        open(CannedHome.sunny().on("2026-10-25"));

        assertThat(browser.find("#day .notice").getText()).contains("the day has 25 hours: 02:00 comes twice");
        browser.find("summary").click();
        browser.waitFor(() -> browser.all("#day tbody tr").size() == 25);
        assertThat(browser.texts("#day tbody th").subList(1, 5))
                .containsExactly("01:00", "02:00 CEST", "02:00 CET", "03:00");
    }

    @Test
    void aDayOf23HoursLeavesTheSkippedHourOut() {
        open(CannedHome.sunny().on("2026-03-29"));

        assertThat(browser.find("#day .notice").getText()).contains("go forward", "23 hours");
        browser.find("summary").click();
        browser.waitFor(() -> browser.all("#day tbody tr").size() == 23);
        assertThat(browser.texts("#day tbody th").subList(1, 3)).containsExactly("01:00", "03:00");
    }

    @Test
    void whoComesBackTheNextMorningSeesTheNewDay() {
        CannedHome home = CannedHome.sunny();
        open(home);
        home.on("2026-06-11").on(server);

        browser.script("Date.now = () => " + home.on("2026-06-11").now().toEpochMilli()
                + "; document.dispatchEvent(new Event('visibilitychange'))");

        browser.find("#day-today", "Thu 11 Jun");
        browser.settle();
    }

    @Test
    void whatIsMissingIsSaid() {
        CannedHome home = CannedHome.sunny();
        home.on(server);
        ObjectNode none = home.outlook()
                .put("status", "none")
                .put("message", "Your first forecast comes tomorrow morning.")
                .putNull("issued_at");
        none.putArray("days");
        server.answer(home.path("outlook"), none);
        browser.open(server.at("home.html"));
        assertThat(browser.find(".notice").getText())
                .contains("There is no forecast yet", "Your first forecast comes tomorrow morning.");

        server.answer(
                home.path("outlook"), home.outlook().put("status", "late").put("message", "Today's forecast is late."));
        browser.at(home.now()).open(server.at("home.html"));
        assertThat(browser.find(".notice.warning").getText()).isEqualTo("Today's forecast is late.");
        browser.settle();

        server.answer("/v1/homes", Answer.of(200, "application/json", "{\"homes\":[]}"));
        browser.open(server.at("home.html"));
        assertThat(browser.find(".notice").getText()).contains("There is no home here yet");
    }
}
