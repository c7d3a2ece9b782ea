package com.hometech.edf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real launcher in a copy of the project's outline, with a java and a mvn that only note how they were called. */
class LauncherTest {

    private static final List<String> MODULES = List.of(
            "common",
            "additive",
            "data",
            "insights",
            "features",
            "inference",
            "training",
            "monitoring",
            "job",
            "api",
            "lambdas",
            "cli");

    @TempDir
    private Path directory;

    private Path project;
    private Path tools;

    @BeforeEach
    void outlineOfTheProject() throws IOException {
        project = Files.createDirectories(directory.resolve("a project"));
        tools = Files.createDirectories(directory.resolve("jdk/bin"));
        Files.copy(Path.of(System.getProperty("edf.root"), "edf"), project.resolve("edf"));
        executable(project.resolve("edf"), Files.readString(project.resolve("edf")));
        Files.createDirectories(project.resolve(".mvn"));
        Files.createDirectories(project.resolve("config"));
        Files.writeString(project.resolve("pom.xml"), "");
        for (String module : MODULES) {
            Files.createDirectories(project.resolve("edf-" + module + "/src/main"));
            Files.writeString(project.resolve("edf-" + module + "/pom.xml"), "");
        }
        executable(tools.resolve("javac"), "#!/bin/sh\n");
        javaOfVersion("17");
        mavenThat("sleep 0.5; for m in " + String.join(" ", MODULES) + "; do mkdir -p edf-$m/target/classes; done\n"
                + "echo /lib/spark.jar > edf-cli/target/libraries.classpath");
    }

    @Test
    void theFirstStartBuildsAndTheSecondDoesNot() throws Exception {
        assertThat(start("--help").exitCode()).isEqualTo(7);
        assertThat(builds()).isEqualTo(1);

        assertThat(start("--help").exitCode()).isEqualTo(7);
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void aNewerSourceAsksForABuild() throws Exception {
        start("--help");
        Path source = Files.writeString(project.resolve("edf-data/src/main/New.java"), "");
        Files.setLastModifiedTime(source, FileTime.fromMillis(System.currentTimeMillis() + 5_000));

        start("--help");

        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void argumentsClassPathAndExitCodeArePassedOnThroughASymbolicLink() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("linked"), Path.of("a project/edf"));

        Started started = start(link, Map.of("EDF_JVM_OPTS", "-Xmx3g -Dx=1"), "forecasts", "show me");

        assertThat(started.exitCode()).isEqualTo(7);
        assertThat(started.output())
                .contains("[@" + project + "/config/jvm.options]")
                .contains("[-Xmx1600m]")
                .contains("[-Xmx3g][-Dx=1][com.hometech.edf.cli.Edf][forecasts][show me]")
                .contains("CLASSPATH=" + project + "/edf-common/target/classes:")
                .contains("/edf-cli/target/classes:/lib/spark.jar");
    }

    @Test
    void startsAtTheSameTimeBuildOnce() throws Exception {
        List<Process> starts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            starts.add(process(project.resolve("edf"), Map.of(), "--help").start());
        }

        for (Process each : starts) {
            assertThat(each.waitFor()).isEqualTo(7);
        }
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void aLockLeftByADeadProcessIsTaken() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.createDirectories(project.resolve("target/launcher"));
        Files.createSymbolicLink(project.resolve("target/launcher/lock"), Path.of(Long.toString(dead.pid())));

        assertThat(start("--help").exitCode()).isEqualTo(7);
    }

    @Test
    void aFailedBuildShowsItsErrorsAndItsLogAndIsTriedAgain() throws Exception {
        mavenThat("echo '[INFO] noise'; echo '[ERROR] Edf.java:[1,2] ; expected'; exit 1");

        Started failed = start("--help");

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.output())
                .contains("[ERROR] Edf.java:[1,2] ; expected", "target/launcher/build.log")
                .doesNotContain("noise");
        start("--help");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void aJavaThatIsTooOldIsRefused() throws Exception {
        javaOfVersion("11");

        Started refused = start("--help");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output()).contains("is Java 11; Spark 3.5 needs Java 17 to 23");
        assertThat(builds()).isZero();
    }

    @Test
    void aWrongJavaHomeIsNamed() throws Exception {
        Started refused = start(project.resolve("edf"), Map.of("JAVA_HOME", "/nowhere"), "--help");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output()).contains("JAVA_HOME is /nowhere");
    }

    private record Started(int exitCode, String output) {}

    private Started start(String... arguments) throws Exception {
        return start(project.resolve("edf"), Map.of(), arguments);
    }

    private Started start(Path launcher, Map<String, String> environment, String... arguments) throws Exception {
        Process process = process(launcher, environment, arguments).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Started(process.exitValue(), output);
    }

    private ProcessBuilder process(Path launcher, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of("bash", launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("JAVA_HOME");
        builder.environment().remove("EDF_JVM_OPTS");
        builder.environment().put("PATH", tools + ":" + System.getenv("PATH"));
        builder.environment().putAll(environment);
        return builder;
    }

    private long builds() throws IOException {
        Path calls = directory.resolve("maven-calls");
        return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
    }

    private void mavenThat(String does) throws IOException {
        executable(tools.resolve("mvn"), "#!/bin/sh\necho called >> '" + directory + "/maven-calls'\n" + does + "\n");
    }

    private void javaOfVersion(String version) throws IOException {
        executable(tools.resolve("java"), """
                #!/bin/sh
                if [ "$1" = -XshowSettings:properties ]; then
                    echo "    java.home = %s"
                    echo "    java.specification.version = %s"
                    exit 0
                fi
                printf '[%%s]' "$@"
                echo " CLASSPATH=$CLASSPATH"
                exit 7
                """.formatted(directory.resolve("jdk"), version));
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
