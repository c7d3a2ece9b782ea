package com.hometech.edf.cli.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files of one execution: {@code execution.json}, {@code history.jsonl} and the lock. */
final class ExecutionFolder {

    private final Path folder;

    ExecutionFolder(Path folder) {
        this.folder = folder;
    }

    private Path recordFile() {
        return folder.resolve("execution.json");
    }

    private Path historyFile() {
        return folder.resolve("history.jsonl");
    }

    /** Takes the execution's lock; empty where another runs it. */
    Optional<ExecutionLock> tryLock() {
        try {
            Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot create %s: %s".formatted(folder, failure), failure);
        }
        return ExecutionLock.tryAcquire(folder);
    }

    /** The record as it was last written; empty where no execution was started here. */
    Optional<ExecutionRecord> writtenRecord() {
        if (!Files.exists(recordFile())) {
            return Optional.empty();
        }
        try {
            return Optional.of(ExecutionRecord.fromJson(DefinitionJson.read(Files.readAllBytes(recordFile()))));
        } catch (IOException | IllegalArgumentException | DateTimeException failure) {
            throw new InvalidInputException("%s is damaged: %s".formatted(recordFile(), failure.getMessage()), failure);
        }
    }

    /** The record as it is: of an execution that nobody runs any more, what its history says. */
    Optional<ExecutionRecord> currentRecord() {
        Optional<ExecutionRecord> written = writtenRecord();
        if (written.isEmpty() || written.get().status() != ExecutionStatus.RUNNING) {
            return written;
        }
        Optional<ExecutionLock> lock = tryLock();
        if (lock.isEmpty()) {
            return written;
        }
        ExecutionLock held = lock.get();
        try (held) {
            return writtenRecord().map(this::settled);
        }
    }

    /** {@code written}, or where its process died before it wrote the end, what the history says. */
    ExecutionRecord settled(ExecutionRecord written) {
        if (written.status() != ExecutionStatus.RUNNING) {
            return written;
        }
        List<HistoryEvent> events = history();
        int redrives = HistoryReplay.of(events).redriveCount();
        ExecutionRecord record = written.redriven(redrives);
        return events.isEmpty() || events.get(events.size() - 1).endStatus().isEmpty()
                ? record.interrupted()
                : record.ended(events.get(events.size() - 1));
    }

    /** Whether an execution was noted here that has not begun. */
    boolean isWaiting() {
        return writtenRecord()
                        .filter(written -> written.status() == ExecutionStatus.RUNNING)
                        .isPresent()
                && !Files.exists(historyFile());
    }

    void write(ExecutionRecord record) {
        DurableFiles.replace(
                recordFile(), DefinitionJson.writePretty(record.toJson()).getBytes(StandardCharsets.UTF_8));
    }

    void append(HistoryEvent event) {
        DurableFiles.append(
                historyFile(), (DefinitionJson.write(event.toJson()) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Every whole event. A last line that a crash cut off is left out. */
    List<HistoryEvent> history() {
        List<HistoryEvent> events = new ArrayList<>();
        for (String line : wholeLines().lines().toList()) {
            try {
                events.add(HistoryEvent.fromJson(DefinitionJson.read(line)));
            } catch (JsonProcessingException | DateTimeException damaged) {
                throw new InvalidInputException(
                        "%s is damaged in line %d: %s"
                                .formatted(historyFile(), events.size() + 1, damaged.getMessage()),
                        damaged);
            }
        }
        return events;
    }

    /** Removes a last line that a crash cut off, so that the next event starts a line. */
    void dropTornLine() {
        byte[] whole = wholeLines().getBytes(StandardCharsets.UTF_8);
        try {
            if (Files.exists(historyFile()) && Files.size(historyFile()) > whole.length) {
                DurableFiles.replace(historyFile(), whole);
            }
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot read %s: %s".formatted(historyFile(), failure), failure);
        }
    }

    private String wholeLines() {
        if (!Files.exists(historyFile())) {
            return "";
        }
        try {
            String text = new String(Files.readAllBytes(historyFile()), StandardCharsets.UTF_8);
            return text.substring(0, text.lastIndexOf('\n') + 1);
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot read %s: %s".formatted(historyFile(), failure), failure);
        }
    }
}
