package com.hometech.edf.inference.load;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.data.parquet.ParquetTableReader;
import com.hometech.edf.data.table.ForecastColumn;
import com.hometech.edf.inference.artifact.Checksums;
import com.hometech.edf.inference.manifest.RunManifest.ForecastFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Files of a run in a directory of their own, which goes when this is closed. */
final class LocalFiles implements AutoCloseable {
    private final Path directory;

    LocalFiles() throws IOException {
        directory = Files.createTempDirectory("edf-load");
    }

    Path resolve(String name) {
        return directory.resolve(name);
    }

    /**
     * Brings the files here.
     *
     * @throws InvalidInputException naming a file that is not what the manifest says
     */
    List<Path> fetch(ObjectStore objects, ObjectUri forecasts, List<ForecastFile> files) throws IOException {
        List<Path> local = new ArrayList<>();
        for (ForecastFile file : files) {
            objects.stage(forecasts.resolve(file.name()), directory);
            local.add(checked(file, forecasts));
        }
        return local;
    }

    private Path checked(ForecastFile file, ObjectUri forecasts) throws IOException {
        Path local = resolve(file.name());
        if (!Files.isRegularFile(local)) {
            throw new InvalidInputException("The manifest of " + forecasts + " names " + file.name()
                    + ", which is missing; run the forecast again");
        }
        String sha256;
        try (InputStream in = Files.newInputStream(local)) {
            sha256 = Checksums.sha256(in);
        }
        if (!sha256.equals(file.sha256())) {
            throw new InvalidInputException(forecasts.resolve(file.name()) + " has the checksum " + sha256
                    + ", but its manifest says " + file.sha256() + "; run the forecast again");
        }
        try (ParquetTableReader reader = new ParquetTableReader(local, ForecastColumn.SCHEMA)) {
            if (reader.rows() != file.rows()) {
                throw new InvalidInputException(forecasts.resolve(file.name()) + " has " + reader.rows()
                        + " rows, but its manifest says " + file.rows() + "; run the forecast again");
            }
        }
        return local;
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
