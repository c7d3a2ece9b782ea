package com.hometech.edf.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.hometech.edf.cli.states.ExecutionRecord;
import com.hometech.edf.cli.states.ExecutionStatus;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.port.ApprovalStatus;
import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.inference.retraining.RetrainingState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code EDFAccuracyWorkflow} and {@code EDFMonitoringWorkflow} over the adapters of AWS: what they leave is what they leave on a
 * laptop, byte for byte, and the training that the calendar asks for is started once.
 *
 * <p>The emulator's SageMaker dates models by the clock of the wall. The readings are of later years, so each model there is old.
 */
class AwsDailyChecksTest {
    private static final Instant ISSUED = Instant.parse("2044-11-17T05:00:00Z");
    private static final Instant CHECKED = Instant.parse("2044-11-20T06:30:00Z");
    private static final String AS_OF = "{\"as_of\": \"" + CHECKED + "\"}";
    private static final String NEXT_DAY = "{\"as_of\": \"2044-11-21T06:30:00Z\"}";
    private static final String RETRAINING = "retrain-consumption-20441120-calendar";
    private static final String PROCESSED = "hometech-ml-processed-data/";

    @TempDir
    private static Path directory;

    private static Path laptop;
    private static Path runner;
    private static AwsAccount account;
    private static Map<String, String> found;
    private static List<ExecutionRecord> started;

    @BeforeAll
    static void runBoth() throws Exception {
        laptop = SmallPortfolio.home(directory.resolve("laptop"));
        // only the calendar asks for a model, however bad that of a few buildings is
        SmallPortfolio.set(laptop, "days_until_alarm", "30");
        runner = directory.resolve("runner");
        account = AwsAccount.furnished(laptop.resolve("edf_config.yaml"), Clock.fixed(CHECKED, ZoneOffset.UTC));
        String sample = laptop.resolve("sample").toString();
        EdfRun.done(
                laptop,
                "data",
                "generate",
                "--out=" + sample,
                "--buildings=3",
                "--days=90",
                "--end=2044-11-21T05:00:00Z");

        account.importFolder(Path.of(sample), directory.resolve("import"));
        requireSuccess(account.train(runner, "first", "{\"training_end\": \"" + ISSUED + "\"}"));
        account.platform().models().decide(group(), 1, ApprovalStatus.APPROVED, "ann: reads well");
        requireSuccess(account.forecast(runner, "monday", "{\"inference_date\": \"" + ISSUED + "\"}"));
        requireSuccess(account.trackAccuracy(runner, "thursday", AS_OF));
        requireSuccess(account.watch(runner, "thursday", AS_OF));
        started = account.started(runner);
        found = findings(account.files());

        String issued = "--now=" + ISSUED;
        String checked = "--now=" + CHECKED;
        EdfRun.done(laptop, "data", "import", sample, checked);
        EdfRun.done(laptop, "train", "--name", "first", issued);
        EdfRun.done(laptop, "models", "approve", "1");
        EdfRun.done(laptop, "forecast", "--name", "monday", issued);
        EdfRun.done(laptop, "accuracy", checked);
        EdfRun.done(laptop, "watch", checked);
    }

    private static void requireSuccess(ExecutionRecord execution) {
        assertThat(execution.status()).as(execution.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    private static String group() {
        return account.config().general().modelPackageGroupBase(Quantity.CONSUMPTION);
    }

    /** What was published, without the decisions about new models: they differ with the age of the model. */
    private static Map<String, String> findings(Map<String, String> files) {
        Map<String, String> findings = new TreeMap<>(files);
        findings.keySet()
                .removeIf(name ->
                        !(name.startsWith(PROCESSED + "accuracy/") || name.startsWith(PROCESSED + "monitoring/"))
                                || name.endsWith(RetrainingState.FILE_NAME));
        return findings;
    }

    @AfterAll
    static void close() {
        if (account != null) {
            account.close();
        }
    }

    @Test
    void everyFindingIsTheSame() throws Exception {
        assertThat(found.keySet())
                .contains(
                        PROCESSED + "accuracy/accuracy_summary.json",
                        PROCESSED + "accuracy/interval-corrections/interval_corrections.json",
                        PROCESSED + "monitoring/monitoring_report.html",
                        PROCESSED + "monitoring/watch_summary.json");
        assertThat(Stores.differences(found, findings(Stores.files(laptop.resolve("buckets")))))
                .isEmpty();
    }

    @Test
    void functionsPutTheMetricsOfTheAlarms() {
        assertThat(account.metrics())
                .anyMatch(line -> line.contains("\"AccuracyDegraded\""))
                .anyMatch(line -> line.contains("\"WatchAlarms\""))
                .anyMatch(line -> line.contains("\"WatchesFailed\":0"));
    }

    @Test
    @DisplayName("fault 41: the calendar asks for a training; it is started once, also where its name is taken")
    void anOldModelIsTrainedAnewOnce() throws Exception {
        assertThat(started)
                .extracting(ExecutionRecord::stateMachine, ExecutionRecord::name)
                .containsExactly(tuple("EDFTrainingWorkflow", RETRAINING));
        watchWhereTheNameIsTaken(directory.resolve("other-runner"));

        requireSuccess(account.watch(runner, "while-it-waits", NEXT_DAY));
        assertThat(decisions()).contains("not trained now: a training runs: " + RETRAINING);
        assertThat(account.started(runner)).isEqualTo(started);

        requireSuccess(account.train(runner, RETRAINING, started.get(0).input().toString()));
        ModelPackage trained = account.platform().models().list(group()).get(0);
        assertThat(trained.version()).isEqualTo(2);
        assertThat(trained.status()).isEqualTo(ApprovalStatus.PENDING_MANUAL_APPROVAL);
        assertThat(trained.metadata().get("training_reason")).startsWith("calendar: the newest model is ");

        requireSuccess(account.watch(runner, "afterwards", NEXT_DAY));
        assertThat(account.started(runner)).isEmpty();
        assertThat(account.platform().models().list(group())).hasSize(2);
    }

    /** An execution that has ended is left alone, and the checks end well. */
    private static void watchWhereTheNameIsTaken(Path other) throws Exception {
        ExecutionRecord byHand = account.train(other, RETRAINING, "{\"training_end\": \"never\"}");
        assertThat(byHand.status()).isEqualTo(ExecutionStatus.FAILED);

        requireSuccess(account.watch(other, "again", AS_OF));

        assertThat(account.statesOfWatch(other, "again")).contains("StartTrainingsEDF", "WorkflowSucceeded");
        assertThat(account.started(other)).isEmpty();
    }

    private static String decisions() {
        ObjectUri kept = new ObjectUri("hometech-ml-processed-data", "monitoring/" + RetrainingState.FILE_NAME);
        return new String(account.objects().read(kept), StandardCharsets.UTF_8);
    }
}
