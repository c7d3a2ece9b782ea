package com.hometech.edf.data.importing;

import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.json.JsonFiles;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what was imported, in {@code imports/import-000001.json}. Before an import publishes, it leaves a note of the
 * objects that it is going to make; an import that finds such a note of an interrupted one removes those objects first.
 */
final class ImportLog {
    /**
     * An import that was published.
     *
     * @param number 1, 2, 3 …
     * @param lastVersion greatest version of its rows
     * @param step of the readings; an hour where an older log does not say it
     * @param files what it took
     * @param importedAt when; null where an older log does not say it
     */
    record Entry(
            int number,
            long lastVersion,
            Duration step,
            List<File> files,
            @Nullable Instant importedAt) {
        Entry {
            step = step == null ? TimeStep.HOUR.duration() : step;
            files = List.copyOf(files);
        }
    }

    /** A file by its content and by what it was read with. */
    record File(String name, String fingerprint) {}

    /** What an import is going to make. */
    record Intention(List<String> objects) {
        Intention {
            objects = List.copyOf(objects);
        }
    }

    private static final String DONE = ".json";
    private static final String PENDING = ".pending";

    private final ObjectStore objects;
    private final ObjectUri place;
    private final List<Entry> entries = new ArrayList<>();
    private final Set<String> fingerprints = new HashSet<>();

    /** Reads the log and clears what an interrupted import left. */
    ImportLog(ObjectStore objects, ObjectUri processedData) {
        this.objects = objects;
        this.place = processedData.resolve("imports/");
        List<ObjectUri> notes =
                objects.list(place).stream().map(ObjectStore.Entry::uri).toList();
        notes.stream().filter(uri -> uri.key().endsWith(DONE)).forEach(this::read);
        notes.stream().filter(uri -> uri.key().endsWith(PENDING)).forEach(this::clear);
    }

    private void read(ObjectUri uri) {
        Entry entry = JsonFiles.parse(text(uri), Entry.class, uri.toString());
        entries.add(entry);
        entry.files().forEach(file -> fingerprints.add(file.fingerprint()));
    }

    private void clear(ObjectUri note) {
        boolean published = objects.find(new ObjectUri(
                        note.bucket(), note.key().substring(0, note.key().length() - PENDING.length()) + DONE))
                .isPresent();
        if (!published) {
            Intention intention = JsonFiles.parse(text(note), Intention.class, note.toString());
            intention.objects().forEach(uri -> objects.delete(ObjectUri.parse(uri)));
        }
        objects.delete(note);
    }

    private String text(ObjectUri uri) {
        return new String(objects.read(uri), StandardCharsets.UTF_8);
    }

    /**
     * Refuses readings of another step than those imported before: a table has one.
     *
     * @throws InvalidInputException when there are others
     */
    void requireStep(TimeStep step) {
        Optional<TimeStep> before = last().map(Entry::step).map(TimeStep::of);
        if (before.isPresent() && !before.get().equals(step)) {
            throw new InvalidInputException("The readings imported before have a step of " + before.get()
                    + ", but edf_feature_eng.step is " + step
                    + ": import into another home (--home DIR), or keep the step");
        }
    }

    boolean knows(String fingerprint) {
        return fingerprints.contains(fingerprint);
    }

    Optional<Entry> last() {
        return entries.isEmpty() ? Optional.empty() : Optional.of(entries.get(entries.size() - 1));
    }

    /**
     * Publishes an import: all of its new objects, or none of them.
     *
     * @param created objects that must not stay when the import fails
     * @param replaced objects that exist already and may be replaced; they come last
     */
    void publish(Entry entry, Map<ObjectUri, Path> created, Map<ObjectUri, Path> replaced) {
        ObjectUri note = place.resolve(name(entry.number()) + PENDING);
        Intention intention =
                new Intention(created.keySet().stream().map(ObjectUri::toString).toList());
        if (objects.putIfAbsent(note, bytes(intention)).isEmpty()) {
            throw new DependencyUnavailableException("Another import is running on " + place + ": wait for its end");
        }
        try {
            created.forEach(objects::put);
            replaced.forEach(objects::put);
            objects.put(place.resolve(name(entry.number()) + DONE), bytes(entry));
        } catch (RuntimeException failure) {
            clear(note);
            throw failure;
        }
        objects.delete(note);
    }

    private static byte[] bytes(Object value) {
        return JsonFiles.toText(value).getBytes(StandardCharsets.UTF_8);
    }

    static String name(int number) {
        return "import-%06d".formatted(number);
    }
}
