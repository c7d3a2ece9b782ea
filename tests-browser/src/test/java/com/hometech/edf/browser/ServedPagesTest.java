package com.hometech.edf.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;

/** The pages over {@code edf serve}, with forecasts that EDF has made: everybody signs in and does what they came for. */
@ExtendWith(WithBrowser.class)
class ServedPagesTest {
    private static ServedPortfolio portfolio;
    private static List<String> buildings;

    private final Browser browser;

    ServedPagesTest(Browser browser) {
        this.browser = browser;
    }

    @BeforeAll
    static void serve(@TempDir Path folder) throws IOException, InterruptedException {
        portfolio = ServedPortfolio.in(folder.resolve("home"));
        buildings = portfolio.buildings();
        portfolio.edf("access", "grant", "resident", "--tenant", "Family", "--building", buildings.get(0));
        portfolio.edf(
                "access", "grant", "operator", "--tenant", "Grid North", "--building", String.join(",", buildings));
        portfolio.edf(
                "access", "grant", "chief", "--tenant", "EDF", "--building", buildings.get(0), "--may-decide-models");
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (portfolio != null) {
            portfolio.close();
        }
    }

    @BeforeEach
    void signOut() {
        browser.at(ServedPortfolio.NOW).open(portfolio.at("index.html"));
        browser.script("sessionStorage.clear()");
    }

    /** Opens a page, signs in as somebody, and comes back to it. */
    private void open(String page, String subject) {
        browser.open(portfolio.at(page));
        browser.find("main .button", "Sign in").click();
        browser.find("button[value=" + subject + "]").click();
        browser.find("#sign-out");
        assertThat(browser.address()).isEqualTo(portfolio.at(page).toString());
        browser.settle();
    }

    @Test
    void aResidentSeesTodayAndTomorrow() {
        browser.phone();
        open("home.html", "resident");

        assertThat(browser.texts("[role=tab] .name").get(0)).startsWith("Today");
        assertThat(browser.find(".headline").getText()).contains("kWh");
        assertThat(browser.find("#outlook .facts").getText()).contains(buildings.get(0));
        browser.find("summary").click();
        browser.find("#day-tomorrow").click();
        browser.find("summary").click();
        browser.waitFor(() -> browser.all("#day tbody tr").size() == 24);
        assertThat(browser.inaccessible()).isEmpty();
    }

    @Test
    void aFirstVisitTransfersLittle() {
        open("home.html", "resident");
        browser.clearCache();
        browser.reload();
        browser.settle();

        Number transferred = (Number)
                browser.script(
                        "return performance.getEntriesByType('resource')"
                                + ".reduce((sum, each) => sum + each.transferSize, performance.getEntriesByType('navigation')[0].transferSize)");
        assertThat(transferred.intValue()).isBetween(100_000, 200_000);
    }

    @Test
    void aGridOperatorReadsAndDownloadsWhatIsIssued(@TempDir Path folder) throws IOException {
        open("grid.html", "operator");
        assertThat(browser.find("h1").getText()).isNotBlank();
        assertThat(browser.find("#detail .facts").getText()).contains("all " + buildings.size());

        browser.find("#search").sendKeys(buildings.get(1));
        browser.find(".found a", buildings.get(1)).click();
        browser.find("h1", buildings.get(1));
        browser.settle();
        assertThat(browser.find("#detail .facts").getText())
                .contains("by the approved model", "EDFBuildingDemandForecaster 1");
        browser.find("summary").click();
        browser.waitFor(() -> browser.all("#detail tbody tr").size() >= 72);

        browser.download(folder);
        browser.find("button", "Download CSV").click();
        Path file = folder.resolve(buildings.get(1) + "_consumption_2024-11-18T050000Z.csv");
        browser.waitFor(() -> Files.exists(file));
        assertThat(Files.readAllLines(file))
                .hasSize(73)
                .element(1)
                .asString()
                .startsWith(buildings.get(1) + ",2024-11-18T05:00:00Z");
    }

    @Test
    void aDecisionMadeInTheBrowserIsTheRegistrys() {
        open("models.html", "chief");
        assertThat(browser.find("#registry tbody tr").getText()).contains("Version 1", "Approved", "Live");
        assertThat(browser.find("#detail .facts").getText()).contains("better than last week");
        assertThat(browser.texts(".bars .name")).contains("This model", "Last week", "Yesterday", "Four-week mean");

        // somebody else decides meanwhile
        portfolio.edf("models", "approve", "1", "--reason", "seen again");
        WebElement note = browser.find("#note");
        note.sendKeys("too wide in Berlin");
        browser.find("button", "Reject").click();
        browser.find("button", "Reject all the same").click();

        browser.find("#registry .chip.bad", "Rejected");
        browser.settle();
        assertThat(browser.find("#detail .facts").getText()).contains("chief", "too wide in Berlin");
    }

    @Test
    void whoMayNotSeeABuildingIsToldNothingAboutIt() {
        open("grid.html?building=" + buildings.get(2), "resident");

        assertThat(browser.find("[role=alert]").getText()).contains("There is nothing here");
    }
}
