package com.hometech.edf.endtoend;

import java.nio.file.Path;
import java.util.Optional;

/** Where the public readings lie that some tests use; they may be absent. */
final class PublicReadings {
    private PublicReadings() {}

    /** The folder of a set: below the property {@code edf.shared}, the variable EDF_SHARED, or beside the project. */
    static Path folder(String set) {
        Path root = Path.of(System.getProperty("edf.root"));
        String shared = Optional.ofNullable(System.getProperty("edf.shared"))
                .or(() -> Optional.ofNullable(System.getenv("EDF_SHARED")))
                .orElse(root.resolveSibling("shared").toString());
        return root.resolve(shared).resolve("data").resolve(set);
    }
}
