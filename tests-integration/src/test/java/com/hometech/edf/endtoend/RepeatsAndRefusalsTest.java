package com.hometech.edf.endtoend;

import static com.hometech.edf.endtoend.SmallPortfolio.AT_NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.ForecastRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is done again, what is refused, and which model forecasts then. */
class RepeatsAndRefusalsTest extends TrainedHomeTest {
    @Test
    @DisplayName("I4, faults 29 and 31: the same name again does nothing, and every store stays as it was")
    void aSecondStartIsANoOp() throws IOException {
        Map<String, String> before = Stores.all(home);

        EdfRun training = EdfRun.done(home, "train", "--name", "first", AT_NOW);
        EdfRun inference = EdfRun.done(home, "forecast", "--name", "monday", AT_NOW);
        EdfRun importing =
                EdfRun.done(home, "data", "import", home.resolve("sample").toString(), AT_NOW);

        assertThat(training.out()).contains("Execution first was done before: nothing to do.");
        assertThat(inference.out()).contains("Execution monday was done before: nothing to do.");
        assertThat(importing.out()).contains("was imported before");
        assertThat(Stores.differences(Stores.all(home), before)).isEmpty();
    }

    @Test
    @DisplayName("fault 29: the same name with another input is refused")
    void aNameStandsForOneInput() {
        EdfRun refused = EdfRun.in(home, "train", "--name", "first", "--to", "2024-11-17", AT_NOW);

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("execution first", "2024-11-17", "Give the new one another name");
    }

    @ParameterizedTest(name = "fault 31: {1} did its work and its answer was lost; doing it again changes nothing")
    @CsvSource({"EDFTrainingWorkflow/first, RegisterModelEDF", "EDFInferenceWorkflow/monday, LoadForecastsToDB"})
    void anAnswerThatWasLost(String execution, String state) throws IOException {
        Path other = copy("lost-" + state);
        LostAnswer.of(other.resolve("executions").resolve(execution), state);

        EdfRun redriven = EdfRun.done(
                other, "executions", "redrive", Path.of(execution).getFileName().toString(), AT_NOW);

        assertThat(redriven.out()).contains(state);
        assertThat(Stores.differences(Stores.results(other), Stores.results(home)))
                .isEmpty();
    }

    @Test
    @DisplayName("I8, fault 43: a model that nobody approved, or that was rejected, forecasts nothing")
    void onlyAnApprovedModelForecasts() throws IOException {
        EdfRun pending = EdfRun.in(beforeApproval, "forecast", "--name", "monday", AT_NOW);
        assertThat(pending.exitCode()).isEqualTo(3);
        assertThat(pending.out()).contains("GetApprovedEDFModelPackage").contains("edf models approve");
        assertThat(Stores.rows(beforeApproval)).isEmpty();
        assertThat(beforeApproval.resolve(FORECASTS)).doesNotExist();

        Path rejected = copy("rejected");
        EdfRun.done(rejected, "models", "reject", "1");
        EdfRun refused = EdfRun.in(rejected, "forecast", "--name", "tuesday", "--now=2024-11-19T05:00:00Z");
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(Stores.rows(rejected)).isEqualTo(Stores.rows(home));
        assertThat(rejected.resolve(FORECASTS + "tuesday")).doesNotExist();
    }

    @Test
    @DisplayName("faults 37 and 50: a model worse than a plain forecast is not registered; the approved one goes on")
    void aModelThatFailsItsGate() throws IOException {
        Path other = copy("gate");

        EdfRun refused =
                EdfRun.in(other, "train", "--name", "worse", "--threshold", "max_wape_to_best_baseline=0.01", AT_NOW);

        assertThat(refused.exitCode()).isEqualTo(4);
        assertThat(refused.out())
                .contains(
                        "the model did not pass its evaluation", "wape_to_best_baseline", "above its limit of 0.0100");
        assertThat(EdfRun.done(other, "executions", "show", "worse").out())
                .contains("EvaluationFailedEDF", "FAILED")
                .doesNotContain("RegisterModelEDF");
        assertThat(Stores.files(other.resolve("registry"))).isEqualTo(Stores.files(home.resolve("registry")));
        assertThat(Files.readString(other.resolve(EVALUATIONS + "worse/evaluation_report_edf.html")))
                .contains("last week", "four-week mean");
        EdfRun.done(other, "forecast", "--name", "after", AT_NOW);
        assertThat(manifest(other, "after").modelVersion()).isEqualTo("EDFBuildingDemandForecaster/1");
    }

    @Test
    @DisplayName("faults 44 and 45: a changed or missing artifact is passed over; the older model forecasts, as stale")
    void aDamagedModelIsNeverLoaded() throws IOException {
        Path other = copy("damaged");
        EdfRun.done(other, "train", "--name", "second", "-p", "xgb_num_boost_round=5", AT_NOW);
        EdfRun.done(other, "models", "approve", "2");
        Path artifact = artifactOf(other, "second");
        byte[] bytes = Files.readAllBytes(artifact);
        bytes[bytes.length / 2] ^= 1;
        Files.write(artifact, bytes);

        EdfRun.done(other, "forecast", "--name", "changed", "--now=2024-11-17T05:00:00Z");
        EdfRun approval = EdfRun.in(other, "models", "approve", "2");
        Files.delete(artifact);
        EdfRun.done(other, "forecast", "--name", "missing", "--now=2024-11-19T05:00:00Z");

        List<ForecastRecord> added = new ArrayList<>(Stores.rows(other));
        added.removeAll(Stores.rows(home));
        assertThat(added)
                .hasSize(2 * 72 * SmallPortfolio.BUILDINGS)
                .extracting(row -> row.modelVersion() + " " + row.quality())
                .containsOnly("EDFBuildingDemandForecaster/1 MODEL_STALE");
        assertThat(approval.exitCode()).isEqualTo(4);
        assertThat(approval.err()).contains("Cannot approve EDFBuildingDemandForecaster/2", "checksum");
        assertThat(Files.readString(other.resolve("metrics.jsonl"))).contains("ApprovedModelSkipped");
    }

    @Test
    @DisplayName("fault 43: after a rejection the last approved model forecasts again")
    void aRejectionRollsBack() throws IOException {
        Path other = copy("rolled-back");
        EdfRun.done(other, "train", "--name", "second", "-p", "xgb_num_boost_round=5", AT_NOW);
        EdfRun.done(other, "models", "approve", "2");
        EdfRun.done(other, "forecast", "--name", "with-second", "--now=2024-11-17T05:00:00Z");
        EdfRun.done(other, "models", "reject", "2", "--reason", "ann: too high at night");
        EdfRun.done(other, "forecast", "--name", "with-first", "--now=2024-11-19T05:00:00Z");

        assertThat(manifest(other, "with-second").modelVersion()).isEqualTo("EDFBuildingDemandForecaster/2");
        assertThat(manifest(other, "with-first").modelVersion()).isEqualTo("EDFBuildingDemandForecaster/1");
        assertThat(manifest(other, "with-first").quality()).containsOnlyKeys(ForecastQuality.MODEL);
    }

    @Test
    void evaluatingAgainGivesTheSameScoresAndRegistersNothing() throws IOException {
        Path other = copy("evaluated");
        EdfRun again = EdfRun.done(other, "evaluate", "--model", "1", AT_NOW);
        EdfRun stricter = EdfRun.in(other, "evaluate", "--threshold", "max_mape=0.1", AT_NOW);

        assertThat(again.out().lines().filter(line -> line.startsWith("  model ")))
                .hasSize(1)
                .containsAll(trained.out()
                        .lines()
                        .filter(line -> line.startsWith("  model "))
                        .toList());
        assertThat(stricter.exitCode()).isEqualTo(4);
        assertThat(Stores.files(other.resolve("registry"))).isEqualTo(Stores.files(home.resolve("registry")));
    }
}
