package com.hometech.edf.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.cli.Edf;
import com.hometech.edf.cli.ExitCode;
import com.hometech.edf.cli.Workbench;
import com.hometech.edf.common.port.ModelRegistry.Registration;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.inference.artifact.Checksums;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EvaluateCommandTest {
    private static final ObjectUri MODEL = ObjectUri.parse("s3://models/model.tar.gz");
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path home;

    @BeforeEach
    void registerAModel() throws IOException {
        Files.writeString(
                home.resolve("edf_config.yaml"), "edf_evaluation: {historical_labels_path: s3://labels/here}\n");
        try (Workbench bench = open()) {
            ObjectStore objects = bench.platform().objects();
            objects.put(MODEL, CONTENT);
            objects.put(
                    bench.places()
                            .features("training", bench.workflows().trainingName(), "run")
                            .resolve("eval/part-0.parquet"),
                    CONTENT);
            objects.put(
                    bench.places().calendarTopology().resolve("buildings.csv"),
                    "building_id,site_id,timezone,use_type,has_solar\nb1,s1,UTC,Office,false\n"
                            .getBytes(StandardCharsets.UTF_8));
            bench.platform()
                    .models()
                    .register(new Registration(
                            bench.modelGroup(),
                            "run",
                            MODEL,
                            Checksums.sha256(CONTENT),
                            Map.of(),
                            Map.of("execution_id", "run")));
        }
    }

    @Test
    void readingsToScoreWithMustBeWhereTheConfigurationSays() {
        assertThat(evaluate()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(home.resolve("work/evaluate-1/processing/input/topology/buildings.csv"))
                .exists();
    }

    @Test
    void readingsToScoreWithAreHandedToTheEvaluation() {
        try (Workbench bench = open()) {
            bench.platform().objects().put(ObjectUri.parse("s3://labels/here/a.parquet"), CONTENT);
        }

        assertThat(evaluate()).as("the model cannot be opened").isEqualTo(ExitCode.MODEL_REFUSED);
        assertThat(home.resolve("work/evaluate-1/processing/input/labels/a.parquet"))
                .hasContent("content");
    }

    private int evaluate() {
        return Edf.run("evaluate", "--home", home.toString());
    }

    private Workbench open() {
        CommandLine commandLine = new CommandLine(new Edf());
        commandLine.parseArgs("evaluate", "--home", home.toString());
        return Workbench.open(commandLine.getSubcommands().get("evaluate").getCommandSpec());
    }
}
