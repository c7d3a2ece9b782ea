package com.hometech.edf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.common.port.ModelRegistry.Registration;
import com.hometech.edf.common.port.ObjectUri;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What a user reads who types something wrong: the field, the value and the way out. */
class EdfMessagesTest {
    @TempDir
    private Path home;

    private String printed = "";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            train --threshold max_mpe=3            | did you mean "max_mape"?
            train --threshold max_mape=abc         | "abc"; give a number above 0
            train -p xgb_maxdepth=3                | did you mean "xgb_max_depth"?
            train -p xgb_max_depth=lots            | use 1 to 16
            train --strategy Prohpet               | did you mean "Prophet"?
            train --from gestern                   | "gestern"; write a date such as
            train --from 2024-10-01 --to 2024-01-01| give an earlier --from
            forecast --date gestern                | "gestern" is neither a date such as
            evaluate --threshold max_mpe=3         | did you mean "max_mape"?
            """)
    void wrongWordsAreRefusedBeforeAWorkflowStarts(String words, String message) throws IOException {
        importTopology();

        assertThat(edf(words.split(" "))).isEqualTo(ExitCode.WRONG_INPUT);

        assertThat(printed).contains(message).doesNotContain("Exception");
        assertThat(home.resolve("executions")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            trian                          | edf train
            models list --now yesterday    | is not an instant such as
            accuracy --from 2024-13-01     | is not a date such as 2024-11-18
            models list --config none.yaml | none.yaml cannot be read: there is no such file
            models approve 1               | none is yet, train one
            models show 1                  | none is yet, train one
            models show first              | is no version: write its number
            evaluate                       | No model is registered
            train                          | Import some
            forecast                       | Import some
            executions show foo            | nothing has run in this home yet
            forecasts show --building b1   | make forecasts with
            data import missing-folder     | does not exist; give a folder
            data import pom.xml            | File pom.xml has no column of times
            demo --data /                  | give the folder of one data set
            """)
    void mistakesAreExplained(String words, String message) {
        assertThat(edf(words.split(" "))).isEqualTo(ExitCode.WRONG_INPUT);

        assertThat(printed).contains(message).doesNotContain("Exception");
    }

    @Test
    @DisplayName("fault 44: a model whose artifact is missing is not approved")
    void aModelWithoutItsArtifactIsNotApproved() {
        register(false);

        assertThat(edf("models", "approve", "1")).isEqualTo(ExitCode.MODEL_REFUSED);

        assertThat(printed).contains("is missing", "train again");
        edf("models", "list");
        assertThat(printed).contains("PendingManualApproval");
    }

    @Test
    @DisplayName("fault 45: a model whose artifact has changed is not approved")
    void aModelWithAnotherChecksumIsNotApproved() {
        register(true);

        assertThat(edf("models", "approve", "1")).isEqualTo(ExitCode.MODEL_REFUSED);

        assertThat(printed).contains("has the checksum");
    }

    private void register(boolean otherBytes) {
        try (Workbench bench = open()) {
            ObjectUri artifact = bench.places().processedData().resolve("model.tar.gz");
            if (otherBytes) {
                bench.platform().objects().put(artifact, "other".getBytes(StandardCharsets.UTF_8));
            }
            bench.platform()
                    .models()
                    .register(new Registration(
                            bench.modelGroup(), "token", artifact, "0".repeat(64), Map.of(), Map.of()));
        }
    }

    private void importTopology() throws IOException {
        try (Workbench bench = open()) {
            Path topology = Files.createDirectories(bench.pathOf(bench.places().calendarTopology()));
            Files.writeString(topology.resolve("buildings.csv"), """
                    building_id,site_id,timezone,use_type,has_solar
                    b1,s1,UTC,Office,false
                    """);
        }
    }

    private Workbench open() {
        CommandLine commandLine = new CommandLine(new Edf());
        commandLine.parseArgs("models", "--home", home.toString());
        return Workbench.open(commandLine.getSubcommands().get("models").getCommandSpec());
    }

    private int edf(String... words) {
        List<String> all = new ArrayList<>(List.of("--home", home.toString()));
        all.addAll(List.of(words));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        try (PrintStream capture = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(capture);
            System.setErr(capture);
            return Edf.run(all.toArray(String[]::new));
        } finally {
            System.setOut(out);
            System.setErr(err);
            printed = bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
