package com.hometech.edf.inference.findings;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.inference.artifact.Checksums;
import java.util.Optional;

/**
 * Lays files that a job left where others read them, each in one step. Whoever uses it lays the summary last: killed in between,
 * the next execution finds the same changes again.
 */
public final class TakeOver {
    private final ObjectStore objects;
    private final ObjectUri output;
    private final ObjectUri published;

    /**
     * @param output prefix that the job wrote to
     * @param published prefix where others read
     */
    public TakeOver(ObjectStore objects, ObjectUri output, ObjectUri published) {
        this.objects = objects;
        this.output = output;
        this.published = published;
    }

    /**
     * The summary that the job wrote last.
     *
     * @param job what did not finish where there is none
     * @throws InvalidInputException where there is none
     */
    public String summary(String name, String job) {
        ObjectUri source = source(name);
        if (objects.find(source).isEmpty()) {
            throw new InvalidInputException(
                    "There is no " + source + ": " + job + " did not finish, so nothing is taken over; run it again");
        }
        return new String(objects.read(source), UTF_8);
    }

    /** The summary that was laid before; empty where none was. */
    public Optional<String> publishedSummary(String name) {
        ObjectUri there = published.resolve(name);
        return objects.find(there).isEmpty() ? Optional.empty() : Optional.of(new String(objects.read(there), UTF_8));
    }

    /** The name of a file of the job, for messages. */
    public ObjectUri source(String name) {
        return output.resolve(name);
    }

    /**
     * Lays a file whose checksum the summary names.
     *
     * @param way what to do where it is another file
     * @throws InvalidInputException where it is another file than the summary names
     */
    public void copy(String name, String sha256, String way) {
        byte[] content = objects.read(source(name));
        if (!Checksums.sha256(content).equals(sha256)) {
            throw new InvalidInputException(source(name) + " is not the file that the summary names; " + way);
        }
        objects.put(published.resolve(name), content);
    }

    /** Lays a file. */
    public void copy(String name) {
        objects.put(published.resolve(name), objects.read(source(name)));
    }
}
