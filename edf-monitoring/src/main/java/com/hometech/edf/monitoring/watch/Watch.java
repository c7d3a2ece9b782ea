package com.hometech.edf.monitoring.watch;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A daily check. Its folder is taken over into the place of published findings as a whole: a file that it does not write again
 * stays as it was there. So it writes what changed, and finds what it wrote before in {@link WatchInputs#before(Watch)}. Again with
 * the same inputs it writes the same bytes.
 */
public interface Watch {
    /** Its name, which is that of its folder: lower-case letters, digits and {@code -}. */
    String name();

    /**
     * Looks at what is new.
     *
     * @param output its folder, which exists and is empty
     */
    WatchOutcome run(WatchInputs inputs, Path output) throws IOException;
}
