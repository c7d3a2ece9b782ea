package com.hometech.edf.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hometech.edf.job.EdfJob;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.io.FileUtils;

/**
 * A job as a container of SageMaker runs it: {@code edf-job} in a process of its own.
 *
 * @param root stands for {@code /opt/ml}
 */
record ContainerJob(Path root) {

    /** Lays a file or a folder down below {@code /opt/ml}. */
    ContainerJob with(String place, Path content) throws IOException {
        if (Files.isDirectory(content)) {
            FileUtils.copyDirectory(content.toFile(), root.resolve(place).toFile());
        } else {
            FileUtils.copyFileToDirectory(content.toFile(), root.resolve(place).toFile());
        }
        return this;
    }

    /** Runs it to its end, which must be a success. */
    void run(String... words) throws IOException, InterruptedException {
        Path project = Path.of(System.getProperty("edf.root"));
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + project.resolve("config/jvm.options"),
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1",
                EdfJob.class.getName()));
        line.addAll(List.of(words));
        Path log = root.resolveSibling(root.getFileName() + ".log");
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(new File("/dev/null"));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("EDF_ML_ROOT", root.toString());
        int exitCode = builder.start().waitFor();
        if (exitCode != 0) {
            throw new AssertionError(
                    "edf-job %s ended with %d: %s".formatted(List.of(words), exitCode, Files.readString(log, UTF_8)));
        }
    }
}
