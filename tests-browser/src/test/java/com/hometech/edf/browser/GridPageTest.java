package com.hometech.edf.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** What grid operators and suppliers see. */
@ExtendWith(WithBrowser.class)
class GridPageTest {
    private final Browser browser;
    private final CannedServer server;

    GridPageTest(Browser browser, CannedServer server) {
        this.browser = browser;
        this.server = server;
    }

    @BeforeEach
    void serveGrid() {
        Canned.grid(server);
        browser.at(Canned.NOW);
    }

    private void open(String address) {
        browser.open(server.at(address));
        browser.settle();
    }

    @Test
    void allBuildingsTogetherAreShownAtFirst() {
        open("grid.html");

        assertThat(browser.find("h1").getText()).isEqualTo("All my buildings");
        assertThat(browser.find(".readout").getText()).contains("Mon 2 Mar, 09:00 to 10:00", "MWh");
        assertThat(browser.find("#detail").getText())
                .contains(
                        "Mon 2 Mar, 05:00",
                        "all 4",
                        "75 %",
                        "Of 100 readings, about 80",
                        "their errors partly cancel",
                        "London time");
        assertThat(browser.texts("section[aria-label=Buildings] tbody tr")).hasSize(4);
    }

    @Test
    void aBuildingIsFoundChosenAndComesBackWithItsAddress() {
        open("grid.html");

        browser.find("#search").sendKeys("school");
        assertThat(browser.texts(".found a")).hasSize(2);
        browser.find(".found a", "school-7").click();
        browser.settle();

        assertThat(browser.find("h1").getText()).isEqualTo("school-7");
        assertThat(browser.address()).endsWith("grid.html?building=school-7");
        assertThat(browser.find("#detail").getText())
                .contains("61 by the approved model, 11 without weather", "EDFBuildingDemandForecaster 3");
        browser.find(".facts", "XGBoost, Mon 23 Feb");

        browser.back();
        browser.find("h1", "All my buildings");
        open("grid.html?building=school-8");
        assertThat(browser.find("h1").getText()).isEqualTo("school-8");
        assertThat(browser.find(".found a[aria-current]").getText()).contains("school-8");
    }

    @Test
    void anIdIsAskedForAsItStands() {
        open("grid.html");

        browser.find("#search").sendKeys("mill-99", Keys.ENTER);

        assertThat(browser.find("[role=alert]").getText()).contains("There is nothing here");
        assertThat(browser.find("h1").getText()).isEqualTo("mill-99");
    }

    @Test
    void solarIsASwitchAway() {
        open("grid.html?building=school-7");
        browser.choose("input[value=solar]");
        browser.find(".readout", "Solar");
        assertThat(browser.address()).contains("quantity=solar");

        browser.find(".found a", "office-12").click();
        assertThat(browser.find("#detail .notice").getText()).contains("No solar forecast");
    }

    @Test
    void theForecastIsDownloadedAsItIsShown(@TempDir Path folder) throws IOException {
        open("grid.html?building=school-7&quantity=solar");
        browser.download(folder);

        browser.find("button", "Download CSV").click();

        Path file = folder.resolve("school-7_solar_2026-03-02T050000Z.csv");
        browser.waitFor(() -> Files.exists(file));
        assertThat(file).hasContent("building_id,timestamp,yhat\nschool-7,2026-03-02T05:00:00Z,21.4\n");
        assertThat(server.requests("/v1/buildings/school-7/forecast")).last().satisfies(request -> assertThat(
                        request.query())
                .containsEntry("quantity", "solar")
                .containsEntry("issued_at", "2026-03-02T05:00:00Z"));
    }

    @Test
    void pastAccuracyStandsBesidePlainForecasts() {
        open("grid.html");

        assertThat(browser.texts(".tile").get(0)).contains("9.4 %", "best plain forecast 14.1 %");
        assertThat(browser.texts(".tile").get(1)).contains("33 %", "same hour last week");
        assertThat(browser.texts(".chart .readout").get(1))
                .contains("0 to 6 h ahead", "Forecast 7.80 %", "Same hour last week 13.7 %");

        server.answer("/v1/areas/mine/accuracy", Canned.accuracyOfNothing());
        open("grid.html");
        assertThat(browser.find("#detail .notice").getText()).contains("Nothing to compare yet");
    }

    @Test
    void readingsOutOfTheOrdinaryAreListedWithTheirBuildings() {
        open("grid.html");
        String section = "section[aria-label='Readings out of the ordinary']";

        assertThat(browser.find(section).getText()).contains("4 periods of severity medium or higher");
        assertThat(browser.texts(section + " tbody tr"))
                .hasSize(4)
                .first()
                .asString()
                .contains("Sun 1 Mar, 17:00 to 21:00", "more than expected", "high", "8.20", "4.10\n3.00 to 5.50");

        browser.find(section + " tbody button").click();
        browser.settle();
        assertThat(browser.address()).contains("building=");
        assertThat(browser.texts(section + " tbody tr"))
                .as("of one building also those of low severity")
                .hasSize(2)
                .last()
                .asString()
                .contains("low");

        browser.choose("input[value=solar]");
        browser.find(section, "No readings were out of the ordinary in the last 30 days");
    }

    @Test
    void theHourThatComesTwiceIsToldApart() {
        server.answer(
                "/v1/buildings/school-7/forecast",
                Canned.buildingForecast(
                        "school-7", "consumption", "Europe/London", Instant.parse("2026-10-24T23:00:00Z"), 24));
        open("grid.html?building=school-7");

        browser.find("summary").click();
        browser.waitFor(
                () -> browser.all("section[aria-label=Forecast] tbody tr").size() == 24);
        assertThat(browser.texts("section[aria-label=Forecast] tbody th").subList(1, 3))
                .containsExactly("Sun 25 Oct, 01:00 BST", "Sun 25 Oct, 01:00 GMT");
    }

    @Test
    void whoHasNoBuildingsIsToldSo() {
        server.answer("/v1/buildings", Answer.of(200, "application/json", "{\"items\":[],\"next_cursor\":null}"));
        open("grid.html");

        assertThat(browser.find("#detail .notice").getText()).contains("There are no buildings here yet");
    }
}
