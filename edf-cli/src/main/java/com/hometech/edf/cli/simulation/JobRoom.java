package com.hometech.edf.cli.simulation;

import com.hometech.edf.common.job.Job;
import com.hometech.edf.common.job.JobContext;
import com.hometech.edf.common.job.JobContext.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.io.FileUtils;

/** A directory in which one job after the other runs, with links to its inputs in the places where SageMaker would put them. */
final class JobRoom {
    private final Path root;
    private final Clock clock;
    private final Map<String, Path> inputs = new TreeMap<>();
    private final Map<String, Path> channels = new TreeMap<>();

    JobRoom(Path root, Clock clock) {
        this.root = root;
        this.clock = clock;
    }

    /** Adds an input of a processing job. */
    JobRoom input(String name, Path directory) {
        inputs.put(name, directory);
        return this;
    }

    /** Adds a channel of a training job. */
    JobRoom channel(String name, Path directory) {
        channels.put(name, directory);
        return this;
    }

    /** Empties the room and runs a job in it; what it leaves stays until the next. */
    JobContext run(Job job, Map<String, String> parameters) throws IOException {
        FileUtils.deleteDirectory(root.toFile());
        JobContext context = new JobContext(root, parameters, clock, Progress.SILENT);
        for (Map.Entry<String, Path> input : inputs.entrySet()) {
            link(context.processingInput(input.getKey()), input.getValue());
        }
        for (Map.Entry<String, Path> channel : channels.entrySet()) {
            link(context.channel(channel.getKey()), channel.getValue());
        }
        Files.createDirectories(context.processingOutput("."));
        job.run(context);
        return context;
    }

    private static void link(Path link, Path target) throws IOException {
        if (Files.isDirectory(target)) {
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, target.toAbsolutePath());
        } else {
            Files.createDirectories(link);
        }
    }
}
