package com.hometech.edf.training.fit;

import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.artifact.ModelArtifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/**
 * What training costs, and what comes of it, on one machine and with rows shared by workers. Not a test: {@code main} with the
 * folder of a training run's features ({@code train}, {@code calibration}, {@code eval}) and a configuration. On Linux it prints the most memory that was resident.
 */
final class SharedBoostingStudy {
    private SharedBoostingStudy() {}

    public static void main(String[] arguments) throws IOException {
        Path features = Path.of(arguments[0]);
        EdfConfig config = ConfigReader.read(Path.of(arguments[1]));
        Path directory = Files.createTempDirectory("edf-study-");
        long start = System.nanoTime();
        new ModelFit(config, config.edfTraining(), Clock.systemUTC(), (what, done, total) -> {})
                .fit(features.resolve("train"), features.resolve("calibration"), features, directory);
        double seconds = (System.nanoTime() - start) / 1e9;
        String memory = Files.exists(Path.of("/proc/self/status"))
                ? Files.readString(Path.of("/proc/self/status"))
                        .lines()
                        .filter(line -> line.startsWith("VmHWM"))
                        .findFirst()
                        .orElse("")
                : "";
        ModelArtifact model = ModelArtifact.openDirectory(directory);
        System.out.printf(
                "distributed %s, instance_count %d: %d rows, %.0f s, %d s of processor, %s%n%s%n",
                config.edfTraining().distributed(),
                config.edfTraining().instanceCount(),
                model.metadata().training().rows(),
                seconds,
                ProcessHandle.current().info().totalCpuDuration().orElseThrow().toSeconds(),
                memory,
                ServedScores.of(model, FeatureTable.read(features.resolve("eval"))));
        System.exit(0);
    }
}
