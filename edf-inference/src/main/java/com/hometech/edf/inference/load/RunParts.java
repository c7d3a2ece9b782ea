package com.hometech.edf.inference.load;

import com.hometech.edf.inference.manifest.RunManifest;
import com.hometech.edf.inference.manifest.RunManifest.ForecastFile;
import java.util.ArrayList;
import java.util.List;

/** Puts the files of a run into parts: the same manifest always gives the same parts. */
final class RunParts {
    /** A state machine has room for some thousand parts in its history; far fewer are enough. */
    private static final int MOST_PARTS = 500;

    private RunParts() {}

    /**
     * Files one after the other in parts of at most {@code partRows} rows, of more where there would be too many parts. A
     * larger file is a part of its own.
     */
    static List<List<ForecastFile>> of(RunManifest manifest, long partRows) {
        // two parts that follow each other have more than the most together
        long most = Math.max(partRows, 2 * manifest.rows() / MOST_PARTS);
        List<List<ForecastFile>> parts = new ArrayList<>();
        List<ForecastFile> part = new ArrayList<>();
        long rows = 0;
        for (ForecastFile file : manifest.files()) {
            if (!part.isEmpty() && rows + file.rows() > most) {
                parts.add(List.copyOf(part));
                part.clear();
                rows = 0;
            }
            part.add(file);
            rows += file.rows();
        }
        if (!part.isEmpty()) {
            parts.add(List.copyOf(part));
        }
        return parts;
    }
}
