package com.hometech.edf.cli.sagemaker;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.job.OutputManifest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/** {@code model.tar.gz} of what a training job left in {@code /opt/ml/model}: the same files give the same bytes. */
public final class ModelArchive {

    private static final int OTHER_OPERATING_SYSTEM = 255;
    private static final int READABLE = 0100644;

    private ModelArchive() {}

    /**
     * Packs the files below {@code folder}, in name order, without times and owners.
     *
     * @throws InvalidInputException where there is none
     */
    public static void pack(Path folder, Path archive) throws IOException {
        Map<String, Path> files = OutputManifest.filesBelow(folder);
        if (files.isEmpty()) {
            throw new InvalidInputException("The training job left nothing in /opt/ml/model");
        }
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(archive));
                TarArchiveOutputStream tar = new TarArchiveOutputStream(new GzipCompressorOutputStream(file, gzip()))) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            for (Map.Entry<String, Path> entry : files.entrySet()) {
                tar.putArchiveEntry(header(entry.getKey(), Files.size(entry.getValue())));
                Files.copy(entry.getValue(), tar);
                tar.closeArchiveEntry();
            }
        }
    }

    private static TarArchiveEntry header(String name, long sizeBytes) {
        TarArchiveEntry header = new TarArchiveEntry(name);
        header.setSize(sizeBytes);
        header.setMode(READABLE);
        header.setModTime(0);
        header.setIds(0, 0);
        header.setNames("", "");
        return header;
    }

    private static GzipParameters gzip() {
        GzipParameters parameters = new GzipParameters();
        parameters.setCompressionLevel(Deflater.DEFAULT_COMPRESSION);
        parameters.setModificationTime(0);
        parameters.setOperatingSystem(OTHER_OPERATING_SYSTEM);
        return parameters;
    }
}
