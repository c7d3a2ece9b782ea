package com.hometech.edf.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The image's entry point, with programs that only note how they were called in place of Java and of those that change users. */
class JobScriptTest {
    @TempDir
    private Path directory;

    private Path script;
    private Path tools;

    @BeforeEach
    void image() throws IOException {
        tools = Files.createDirectories(directory.resolve("tools"));
        script = Files.createDirectories(directory.resolve("edf/bin")).resolve("edf-job");
        executable(script, Files.readString(Path.of(System.getProperty("edf.root"), "docker/bin/edf-job")));
        tool("java", "printf '[%s]' \"$@\"; echo \" $OMP_WAIT_POLICY $SPARK_LOCAL_IP by $0 as process $$\"; exit 7");
        tool("id", "[ $# = 1 ] && [ $1 != -u ] && exit 0; echo \"$NUMBER_OF_USER\"");
        tool("chown", "echo \"chown $*\"");
        tool(
                "setpriv",
                "while [ $1 != true ] && [ $1 = \"${1#/}\" ] && [ $1 != java ]; do printf '%s ' $1; shift; done; exec \"$@\"");
    }

    @Test
    void itReplacesItselfByTheJvm() throws Exception {
        Process process = process(Map.of("NUMBER_OF_USER", "1000", "EDF_JVM_OPTS", "-Xlog:gc -Dx=1"), "train");
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor()).isEqualTo(7);
        assertThat(output)
                .isEqualTo("[@%1$s/config/jvm.options][-XX:MaxRAMPercentage=60][-Xlog:gc][-Dx=1][-cp][%1$s/classpath/*]"
                                .formatted(directory.resolve("edf"))
                        + "[com.hometech.edf.job.EdfJob][train] PASSIVE 127.0.0.1 by %s/java as process %d\n"
                                .formatted(tools, process.pid()));
    }

    @Test
    void rootGivesTheOutputsToTheUserWhoRunsTheJob() throws Exception {
        String output = run(Map.of("NUMBER_OF_USER", "0"), "forecast", "--run-id", "a b");

        assertThat(output)
                .contains("chown -R edf %1$s/model %1$s/output %1$s/processing/output".formatted(root()))
                .contains("--reuid edf --regid edf --clear-groups --no-new-privs [@")
                .contains("[forecast][--run-id][a b]");
        assertThat(root().resolve("processing/output")).isDirectory();
    }

    @Test
    void whereTheUserCannotBeChangedTheLogSaysSoAndTheJobRuns() throws Exception {
        tool("chown", "exit 1");

        assertThat(run(Map.of("NUMBER_OF_USER", "0"), "train"))
                .startsWith("{\"level\":\"WARN\"")
                .contains("the job runs as root", "EdfJob][train]")
                .doesNotContain("--reuid");
    }

    @Test
    void rootStaysWhereThatIsAskedFor() throws Exception {
        assertThat(run(Map.of("NUMBER_OF_USER", "0", "EDF_JOB_USER", "root"), "train"))
                .startsWith("[@")
                .contains("EdfJob][train]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "config | {\"current_host\":\"algo-2\",\"hosts\":[\"algo-1\",\"algo-2\"]} | 20 | algo-2",
                "input/config | { \"hosts\" : [ \"algo-1\", \"algo-2\" ], \"current_host\" : \"algo-1\" } | 20 | algo-1",
                "config | {\"current_host\":\"algo-1\",\"hosts\":[\"algo-1\"]} | 60 | 127.0.0.1",
            })
    void oneOfSeveralHostsIsKnownByItsNameAndSharesItsMemoryWithAnExecutor(
            String folder, String hosts, int percent, String address) throws Exception {
        Path file = root().resolve(folder).resolve("resourceconfig.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, hosts);

        assertThat(run(Map.of("NUMBER_OF_USER", "1000"), "train"))
                .contains("[-XX:MaxRAMPercentage=" + percent + "]")
                .contains(" PASSIVE " + address + " by ");
    }

    private Path root() {
        return directory.resolve("ml");
    }

    private String run(Map<String, String> environment, String... words) throws Exception {
        Process process = process(environment, words);
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isEqualTo(7);
        return output;
    }

    private Process process(Map<String, String> environment, String... words) throws IOException {
        List<String> line = new ArrayList<>(List.of(script.toString()));
        line.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        List.of("JAVA_HOME", "EDF_JVM_OPTS", "EDF_JOB_USER", "OMP_WAIT_POLICY", "SPARK_LOCAL_IP")
                .forEach(builder.environment()::remove);
        builder.environment().put("PATH", tools + ":" + System.getenv("PATH"));
        builder.environment().put("EDF_ML_ROOT", root().toString());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private void tool(String name, String does) throws IOException {
        executable(tools.resolve(name), "#!/bin/sh\n" + does + "\n");
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
