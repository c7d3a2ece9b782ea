package com.hometech.edf.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Signing in, out and in again, and where the start page leads. */
@ExtendWith(WithBrowser.class)
class SignInTest {
    private final Browser browser;
    private final CannedServer server;

    SignInTest(Browser browser, CannedServer server) {
        this.browser = browser;
        this.server = server;
    }

    @Test
    void theStartPageLeadsToWhatTheCallerMaySee() {
        server.answer("/v1/me", Canned.caller("both", "EDF", 4, 2, false, "edf/forecasts.read", "edf/models.read"));
        browser.open(server.at(""));

        browser.find(".door");
        assertThat(browser.texts(".door strong")).containsExactly("Grid", "Models", "API");
        assertThat(browser.texts(".bar nav a"))
                .filteredOn(text -> !text.isEmpty())
                .containsExactly("Grid", "Models");
        assertThat(browser.all("#sign-out")).as("where nobody has to sign in").isEmpty();
    }

    @Test
    void signingInComesBackToWhereOneWas() {
        Canned.grid(server.withSignIn());
        browser.at(null).open(server.at("grid.html?building=school-7"));
        assertThat(browser.find("main").getText()).contains("Please sign in");
        assertThat(server.requests("/v1/areas")).isEmpty();

        browser.find("main .button", "Sign in").click();

        browser.find("h1", "school-7");
        assertThat(browser.address())
                .isEqualTo(server.at("grid.html?building=school-7").toString());
        assertThat(browser.find(".account").getText()).contains("Grid North", "Sign out");
    }

    @Test
    void aSessionThatEndsLosesNothing() {
        Canned.models(server.withSignIn());
        browser.open(server.at("models.html"));
        browser.find("main .button", "Sign in").click();
        browser.find("#note").sendKeys("better on every site");
        browser.settle();

        server.expireTokens();
        browser.find("button", "Approve").click();
        assertThat(browser.find("[role=alert].notice").getText()).contains("Please sign in again");
        browser.find("[role=alert] .button", "Sign in").click();

        browser.find("#registry");
        browser.waitFor(() -> !browser.all("#note").isEmpty());
        assertThat(browser.find("#note").getDomProperty("value")).isEqualTo("better on every site");
        browser.settle();
    }

    @Test
    void signingOutForgetsTheToken() {
        Canned.grid(server.withSignIn());
        browser.open(server.at(""));
        browser.find("#sign-in .button").click();
        browser.find("#sign-out").click();

        browser.find("#sign-in .button");
        assertThat(browser.script("return sessionStorage.length")).isEqualTo(0L);
    }

    @Test
    void aSignInThatWasNotStartedHereIsRefused() {
        server.withSignIn();
        browser.open(server.at("signed-in.html?code=stolen&state=guessed"));

        assertThat(browser.find("[role=alert]").getText()).contains("not started in this tab");
        assertThat(browser.script("return sessionStorage.length")).isEqualTo(0L);
    }
}
