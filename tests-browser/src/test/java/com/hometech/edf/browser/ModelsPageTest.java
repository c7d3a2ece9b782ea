package com.hometech.edf.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What those see who decide which model goes live. */
@ExtendWith(WithBrowser.class)
class ModelsPageTest {
    private static final String DECISION = Canned.modelPath(4) + "/decision";

    private final Browser browser;
    private final CannedServer server;

    ModelsPageTest(Browser browser, CannedServer server) {
        this.browser = browser;
        this.server = server;
    }

    @BeforeEach
    void serveModels() {
        Canned.models(server);
        browser.at(Canned.NOW);
    }

    private void open(String address) {
        browser.open(server.at(address));
        browser.settle();
    }

    @Test
    void theModelThatWaitsIsShownAgainstTheBaselines() {
        open("models.html");

        assertThat(browser.texts("#registry tbody tr").get(0)).contains("Version 4", "Waiting for a decision", "8.9 %");
        assertThat(browser.texts("#registry tbody tr").get(1)).contains("Version 3", "Approved", "Live");
        assertThat(browser.find("#detail .notice").getText()).contains("Passed", "0.67 of the best baseline");
        assertThat(browser.texts(".bars li"))
                .containsExactly(
                        "This model\n8.9 %", "Last week\n13.4 %", "Yesterday\n17.2 %", "Four-week mean\n15.1 %");
        assertThat(browser.texts("#detail tbody tr").stream().filter(row -> row.startsWith("building-")))
                .hasSize(10);
        browser.find("button", "Show all 24").click();
        assertThat(browser.texts("#detail tbody tr").stream().filter(row -> row.startsWith("building-")))
                .hasSize(24);
    }

    @Test
    void twoModelsAreCompared() {
        open("models.html");
        browser.find("#compare option[value$='/3']").click();
        browser.find(".bars li.other", "9.6 %");
        browser.settle();

        assertThat(browser.address()).contains("compare=");
        assertThat(browser.texts("#detail .tile").get(0)).contains("Better on", "24 buildings", "of 24");
        browser.reload();
        assertThat(browser.find(".bars li.other").getText()).contains("Version 3");
    }

    @Test
    void whoRejectedAModelAndWhyIsShown() {
        open("models.html");
        browser.find("#registry button", "Version 2").click();

        browser.find("#detail .notice.bad", "Did not pass");
        assertThat(browser.find("#detail .facts").getText()).contains("mlops-2: looked at every site");
    }

    @Test
    void aModelIsApprovedWithANote() {
        AtomicReference<Boolean> approved = new AtomicReference<>(false);
        server.answer(DECISION, request -> {
            approved.set(true);
            return Answer.json(Canned.model(4, "APPROVED", true)).with("ETag", "\"four-2\"");
        });
        server.answer(
                Canned.modelPath(4),
                request -> approved.get()
                        ? Answer.json(Canned.model(4, "APPROVED", true)).with("ETag", "\"four-2\"")
                        : Answer.json(Canned.model(4, "PENDING_MANUAL_APPROVAL", false))
                                .with("ETag", "\"four-1\""));
        open("models.html");

        browser.find("button", "Approve").click();
        assertThat(browser.find("#note-error").getText()).contains("Please say why");
        assertThat(server.requests(DECISION)).isEmpty();

        browser.find("#note").sendKeys("better on every site");
        browser.find("button", "Approve").click();

        browser.find("#detail .chip.good", "Approved");
        assertThat(server.requests(DECISION)).singleElement().satisfies(request -> {
            assertThat(request.headers()).containsEntry("If-Match", "\"four-1\"");
            assertThat(request.body().toString())
                    .isEqualTo("{\"status\":\"APPROVED\",\"note\":\"better on every site\"}");
        });
        assertThat(browser.find("#note").getDomProperty("value")).isEmpty();
    }

    @Test
    void aDecisionOfSomebodyElseIsShownBeforeItIsOverwritten() {
        server.answer(
                DECISION,
                request -> request.headers().get("If-Match").equals("\"four-1\"")
                        ? Answer.problem(412, "Precondition failed", "The model is not as you saw it any more")
                        : Answer.json(Canned.model(4, "APPROVED", true)).with("ETag", "\"four-3\""));
        open("models.html");
        browser.find("#note").sendKeys("good enough");
        server.answer(
                Canned.modelPath(4),
                Answer.json(Canned.model(4, "REJECTED", false)).with("ETag", "\"four-2\""));

        browser.find("button", "Approve").click();

        assertThat(browser.find("[role=alert].notice").getText())
                .contains(
                        "Somebody else has decided", "Rejected", "mlops-2: looked at every site", "Your note is kept");
        browser.find("button", "Approve all the same").click();
        browser.waitFor(() -> server.requests(DECISION).size() == 2);
        assertThat(server.requests(DECISION)).last().satisfies(request -> {
            assertThat(request.headers()).containsEntry("If-Match", "\"four-2\"");
            assertThat(request.body().path("note").asText()).isEqualTo("good enough");
        });
        browser.settle();
    }

    @Test
    void whoMayNotDecideIsNotAsked() {
        server.answer("/v1/me", Canned.caller("analyst", "EDF", 4, 1, false, "edf/models.read"));
        open("models.html");

        assertThat(browser.all("#note")).isEmpty();
    }

    @Test
    void withoutModelsThePageSaysWhatComesFirst() {
        open("models.html?quantity=solar");

        assertThat(browser.find("#registry .notice").getText()).contains("No models yet");
        assertThat(browser.all("#detail > *")).isEmpty();
    }
}
