package com.hometech.edf.monitoring.accuracy;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.data.accuracy.AccuracySummary.UnusableRun;
import com.hometech.edf.inference.manifest.RunManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The runs below a folder. A run without a manifest was not finished, so nobody ever saw its forecasts, and neither of a
 * run that was not loaded. Of several runs of the same issue one counts: that of which the store shows the rows, or, from before
 * that was noted, see {@link IssuedRun#ORDER}.
 *
 * @param counting by quantity, in the order of their issues; each issue once
 * @param ids of all usable runs, also of those that do not count
 * @param unusable folders that hold no forecasts that could be scored
 */
public record IssuedRuns(Map<Quantity, List<IssuedRun>> counting, Set<String> ids, List<UnusableRun> unusable) {
    private static final String PUBLISHING = "_publishing";
    private static final String PUBLISHED = "_manifest.json";

    public IssuedRuns {
        counting = Map.copyOf(counting);
        ids = Set.copyOf(ids);
        unusable = List.copyOf(unusable);
    }

    /**
     * Reads every manifest below the folder, and checks the files that it names.
     *
     * @param index lists of what was loaded
     */
    static IssuedRuns find(Path forecasts, Path index) throws IOException {
        return find(forecasts, LoadedIssues.read(index), Instant.MIN);
    }

    /** As {@link #find(Path, Path)}, of runs issued at a time or later; the files of others are not looked at. */
    public static IssuedRuns find(Path forecasts, Path index, Instant from) throws IOException {
        return find(forecasts, LoadedIssues.read(index), from);
    }

    /** Those that were never meant to be loaded, such as shadow forecasts; issued at a time or later. */
    public static IssuedRuns neverLoaded(Path forecasts, Instant from) throws IOException {
        return find(forecasts, new LoadedIssues(Map.of(), Instant.MAX), from);
    }

    private static IssuedRuns find(Path forecasts, LoadedIssues loaded, Instant from) throws IOException {
        List<IssuedRun> usable = new ArrayList<>();
        List<UnusableRun> unusable = new ArrayList<>();
        for (Path folder : folders(forecasts)) {
            String name = forecasts.relativize(folder).toString().replace('\\', '/');
            try {
                IssuedRun run = read(folder);
                if (run.issuedAt().isBefore(from)) {
                    continue;
                }
                run.requireFiles();
                if (loaded.shows(run, name)) {
                    usable.add(run);
                } else {
                    unusable.add(new UnusableRun(name, "it was not loaded, or replaced by a later run of its issue"));
                }
            } catch (InvalidInputException reason) {
                unusable.add(new UnusableRun(name, String.valueOf(reason.getMessage())));
            }
        }
        Map<Quantity, List<IssuedRun>> counting = new EnumMap<>(Quantity.class);
        Set<String> ids = new HashSet<>();
        for (IssuedRun run : usable.stream().sorted(IssuedRun.ORDER).toList()) {
            ids.add(run.runId());
            List<IssuedRun> runs = counting.computeIfAbsent(run.quantity(), absent -> new ArrayList<>());
            if (!runs.isEmpty() && run.isSameIssue(runs.get(runs.size() - 1))) {
                runs.remove(runs.size() - 1);
            }
            runs.add(run);
        }
        return new IssuedRuns(counting, ids, unusable);
    }

    private static List<Path> folders(Path forecasts) throws IOException {
        if (!Files.isDirectory(forecasts)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(forecasts)) {
            return found.filter(folder -> Files.isRegularFile(folder.resolve(RunManifest.FILE_NAME)))
                    .sorted()
                    .toList();
        }
    }

    private static IssuedRun read(Path folder) throws IOException {
        if (Files.exists(folder.resolve(PUBLISHING)) && !Files.exists(folder.resolve(PUBLISHED))) {
            throw new InvalidInputException("the job that wrote it did not end; redrive the run");
        }
        RunManifest manifest =
                RunManifest.parse(Files.readString(folder.resolve(RunManifest.FILE_NAME)), RunManifest.FILE_NAME);
        return new IssuedRun(manifest, folder);
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return counting.isEmpty();
    }

    /** The runs of a quantity that count. */
    public List<IssuedRun> of(Quantity quantity) {
        return counting.getOrDefault(quantity, List.of());
    }

    /** Those of the ids that are not there any more, in order. */
    public Set<String> gone(List<String> runIds) {
        Set<String> gone = new TreeSet<>(runIds);
        gone.removeAll(ids);
        return gone;
    }
}
