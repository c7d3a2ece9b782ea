package com.hometech.edf.monitoring.accuracy;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which runs were loaded into the store, as the lists say that loading leaves: one for each quantity and issue, with the address
 * of one file in each line. A run that is loaded later for the same issue replaces the list, as the store replaces rows.
 *
 * @param listed lines of the lists by quantity and issue
 * @param firstIssue of all lists; far in the future where there are none
 */
record LoadedIssues(Map<Issue, List<String>> listed, Instant firstIssue) {
    private static final Pattern NAME = Pattern.compile("([a-z]+)-(\\d{8}T\\d{6}Z)\\.txt");
    private static final DateTimeFormatter ISSUE =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** What a run is loaded for. */
    record Issue(Quantity quantity, Instant issuedAt) {}

    LoadedIssues {
        listed = Map.copyOf(listed);
    }

    /** Reads the lists below a folder, which may not be there. */
    static LoadedIssues read(Path index) throws IOException {
        Map<Issue, List<String>> listed = new HashMap<>();
        Instant first = Instant.MAX;
        if (Files.isDirectory(index)) {
            try (Stream<Path> files = Files.walk(index)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
                    if (name.matches()) {
                        Issue issue = issue(name);
                        listed.put(issue, Files.readAllLines(file));
                        first = issue.issuedAt().isBefore(first) ? issue.issuedAt() : first;
                    }
                }
            }
        }
        return new LoadedIssues(listed, first);
    }

    private static Issue issue(Matcher name) {
        try {
            return new Issue(
                    Quantity.ofCode(name.group(1), "The quantity of list " + name.group()),
                    ISSUE.parse(name.group(2), Instant::from));
        } catch (DateTimeException noTime) {
            throw new InvalidInputException("List " + name.group() + " is of no time", noTime);
        }
    }

    /**
     * Whether the run's forecasts are those that the store shows. Runs from before there were lists are taken to be.
     *
     * @param folder of the run below the folder of all runs
     */
    boolean shows(IssuedRun run, String folder) {
        if (run.issuedAt().isBefore(firstIssue)) {
            return true;
        }
        List<String> files = listed.get(new Issue(run.quantity(), run.issuedAt()));
        return files != null
                && run.manifest().files().stream().allMatch(file -> files.stream()
                        .anyMatch(line -> line.endsWith("/" + folder + "/" + file.name())));
    }
}
