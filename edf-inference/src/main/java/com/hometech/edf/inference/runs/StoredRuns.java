package com.hometech.edf.inference.runs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hometech.edf.common.json.JsonFiles;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import java.util.Comparator;
import java.util.List;

/** The records of training runs. */
public final class StoredRuns {
    /** The newest first; of the same start, by name. */
    public static final Comparator<TrainingRun> NEWEST_FIRST = Comparator.comparing(TrainingRun::startedAt)
            .reversed()
            .thenComparing(TrainingRun::workflow)
            .thenComparing(TrainingRun::run);

    private final ObjectStore objects;
    private final ObjectUri place;

    /** @param place prefix of all records */
    public StoredRuns(ObjectStore objects, ObjectUri place) {
        this.objects = objects;
        this.place = place;
    }

    /** All of them, the newest first. */
    public List<TrainingRun> list() {
        return objects.list(place).stream()
                .map(ObjectStore.Entry::uri)
                .filter(uri -> uri.key().endsWith("/" + TrainingRun.FILE_NAME))
                .map(uri -> JsonFiles.parse(new String(objects.read(uri), UTF_8), TrainingRun.class, uri.toString()))
                .sorted(NEWEST_FIRST)
                .toList();
    }
}
