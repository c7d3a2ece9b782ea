package com.hometech.edf.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for all pages: accessible in light and dark, nothing beyond the edge of a phone, nothing that jumps, nothing heavy. */
@ExtendWith(WithBrowser.class)
class AppearanceTest {
    /** What a resident's phone may have to fetch, in bytes, without compression. */
    private static final int MOST_BYTES = 310_000;

    private final Browser browser;
    private final CannedServer server;

    AppearanceTest(Browser browser, CannedServer server) {
        this.browser = browser;
        this.server = server;
    }

    static Stream<Arguments> pages() {
        CannedHome home = CannedHome.sunny().on("2026-10-25");
        Consumer<CannedServer> all = server -> server.answer(
                "/v1/me", Canned.caller("all", "EDF", 1, 1, false, "edf/homes.read", "edf/forecasts.read"));
        return Stream.of(
                Arguments.of("index.html", all),
                Arguments.of("api.html", all),
                Arguments.of("home.html", (Consumer<CannedServer>) home::on),
                Arguments.of("grid.html?building=school-7", (Consumer<CannedServer>) Canned::grid),
                Arguments.of("models.html?compare=" + Canned.GROUP + "/3", (Consumer<CannedServer>) Canned::models));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void everyPageIsAccessibleInLightAndDark(String page, Consumer<CannedServer> answers) {
        answers.accept(server);
        browser.at(Canned.NOW).open(server.at(page));
        browser.settle();
        browser.script("document.querySelectorAll('details').forEach(each => each.open = true)");
        assertThat(browser.inaccessible()).as("in light colours").isEmpty();

        browser.dark(true).phone();
        assertThat(browser.inaccessible()).as("in dark colours, on a phone").isEmpty();
        assertThat(browser.script("return document.documentElement.scrollWidth"))
                .as("width of the page on a phone")
                .isEqualTo(390L);
    }

    @Test
    void theColoursThatWereChosenStay() {
        CannedHome.sunny().on(server);
        browser.open(server.at("home.html"));
        browser.settle();
        browser.find("#theme").click();
        Object dark = browser.script("return getComputedStyle(document.body).backgroundColor");
        assertThat(dark).isEqualTo("rgb(16, 21, 28)");

        browser.open(server.at("home.html"));
        assertThat(browser.script("return getComputedStyle(document.body).backgroundColor"))
                .isEqualTo(dark);
        assertThat(browser.find("#theme").getDomAttribute("aria-label")).isEqualTo("Light colours");
    }

    @Test
    void aResidentsPhoneFetchesLittleAndSeesNothingJump() {
        CannedHome home = CannedHome.sunny();
        home.on(server);
        browser.phone().at(home.now()).open(server.at("home.html"));
        browser.settle();

        Number bytes = (Number) browser.script(
                "return performance.getEntriesByType('resource').reduce((sum, each) => sum + each.decodedBodySize, "
                        + "performance.getEntriesByType('navigation')[0].decodedBodySize)");
        assertThat(bytes.intValue()).isBetween(200_000, MOST_BYTES);
        assertThat((Number) browser.script("return (async () => await new Promise(done => { let sum = 0;"
                        + "new PerformanceObserver(list => list.getEntries().forEach(each => sum += each.value)).observe({type: 'layout-shift', buffered: true});"
                        + "setTimeout(() => done(sum), 50); }))()"))
                .as("cumulative layout shift; 0.1 is the limit of what is called good")
                .satisfies(shift -> assertThat(shift.doubleValue()).isLessThan(0.1));
    }

    @Test
    void theDocumentationOfTheApiHasEveryOperation() {
        server.answer("/v1/me", Canned.caller("all", "EDF", 1, 1, false, "edf/homes.read"));
        browser.open(server.at("api.html"));
        browser.settle();

        List<String> operations = browser.all(".operation[id]").stream()
                .map(each -> each.getDomAttribute("id"))
                .toList();
        assertThat(operations)
                .containsExactlyInAnyOrderElementsOf(Contract.read().operationIds());
        browser.find("#getBuildingForecast summary", "Fields of BuildingForecast")
                .click();
        browser.find("#getBuildingForecast .tree .tree", "yhat_lower");
    }
}
