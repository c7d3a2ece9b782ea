package com.hometech.edf.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Notes which tests were skipped and why, by conditions, by assumptions, one by one or by the class, so that the build can say
 * so at its end. JUnit finds it by itself. The file lies in the folder that the system property {@value #FOLDER} names; there is
 * none where nothing was skipped.
 */
public final class SkippedTests implements TestExecutionListener {
    /** System property that names the folder for the file. */
    public static final String FOLDER = "edf.tests.skipped";

    /** System property that names the module whose tests run. */
    public static final String MODULE = "edf.tests.module";

    private static final List<String> PREFIXES = List.of("Assumption failed: ", "assumption was not met due to: ");

    private final Map<String, Map<String, Integer>> testsByClassByReason = new TreeMap<>();
    private @Nullable TestPlan plan;

    @Override
    public synchronized void testPlanExecutionStarted(TestPlan plan) {
        this.plan = plan;
    }

    @Override
    public void executionSkipped(TestIdentifier what, String reason) {
        note(what, reason);
    }

    @Override
    public void executionFinished(TestIdentifier what, TestExecutionResult result) {
        if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
            note(what, result.getThrowable().map(Throwable::getMessage).orElse("no reason is given"));
        }
    }

    @Override
    public synchronized void testPlanExecutionFinished(TestPlan finished) {
        String folder = System.getProperty(FOLDER);
        if (folder == null || testsByClassByReason.isEmpty()) {
            return;
        }
        try {
            // one file for each process that runs tests of the module
            Path file = Path.of(folder, ProcessHandle.current().pid() + ".txt");
            Files.createDirectories(Path.of(folder));
            Files.writeString(file, "Skipped in " + System.getProperty(MODULE, "?") + ":\n" + text());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        testsByClassByReason.forEach((reason, testsByClass) -> text.append("  ")
                .append(testsByClass.entrySet().stream()
                        .map(tests -> tests.getKey() + " (" + tests.getValue() + ")")
                        .collect(Collectors.joining(", ")))
                .append("\n      ")
                .append(reason)
                .append('\n'));
        return text.toString();
    }

    private synchronized void note(TestIdentifier what, String reason) {
        testsByClassByReason
                .computeIfAbsent(inOneLine(reason), unused -> new TreeMap<>())
                .merge(className(what), tests(what), Integer::sum);
    }

    private static String inOneLine(String reason) {
        String line = reason.strip().replaceAll("\\s+", " ");
        return PREFIXES.stream()
                .filter(line::startsWith)
                .findFirst()
                .map(prefix -> line.substring(prefix.length()))
                .orElse(line);
    }

    private String className(TestIdentifier what) {
        for (Optional<TestIdentifier> next = Optional.of(what); next.isPresent(); next = parent(next.get())) {
            Optional<TestSource> source = next.get().getSource();
            if (source.isPresent() && source.get() instanceof ClassSource type) {
                return type.getClassName().replaceFirst(".*\\.", "").replace('$', '.');
            }
        }
        return what.getDisplayName();
    }

    private Optional<TestIdentifier> parent(TestIdentifier what) {
        return plan == null ? Optional.empty() : plan.getParent(what);
    }

    /** How many tests it stands for; of one with parameters it is not known. */
    private int tests(TestIdentifier what) {
        if (what.isTest() || plan == null) {
            return 1;
        }
        long below = plan.getDescendants(what).stream()
                .filter(each -> each.isTest() || plan.getChildren(each).isEmpty())
                .count();
        return Math.max(1, Math.toIntExact(below));
    }
}
