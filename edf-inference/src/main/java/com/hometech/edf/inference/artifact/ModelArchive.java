package com.hometech.edf.inference.artifact;

import com.hometech.edf.common.error.ModelUnusableException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * Unpacks {@code model.tar.gz} into memory: nothing is written anywhere, so no entry can climb out of a directory. Only
 * plain files with the names that EDF gives them are accepted, each once, and only so many bytes.
 */
final class ModelArchive {
    private static final long MEBIBYTE = 1 << 20;
    private static final int SKIPPED_AT_ONCE = 8192;

    /** What one archive may hold. */
    record Limits(Set<String> names, int entries, long entryBytes, long totalBytes) {
        /** The files of a model. Additive models take some 80 KiB a building. */
        static final Limits MODEL = new Limits(Set.copyOf(ArtifactFile.names()), 16, 768 * MEBIBYTE, 1024 * MEBIBYTE);
    }

    private ModelArchive() {}

    /**
     * The archive's files by name.
     *
     * @param name what to call the archive in errors
     */
    static Map<String, byte[]> unpack(byte[] tarGz, String name, Limits limits) {
        Map<String, byte[]> files = new TreeMap<>();
        try (InputStream unpacked = new AtMost(
                        new GzipCompressorInputStream(new ByteArrayInputStream(tarGz)), name, limits.totalBytes());
                TarArchiveInputStream tar = new TarArchiveInputStream(unpacked)) {
            int entries = 0;
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (++entries > limits.entries()) {
                    throw refused(name, "it has more than " + limits.entries() + " entries");
                }
                if (!isRoot(entry)) {
                    add(files, entry, tar, name, limits);
                }
            }
            // to the end, where the checksum of all bytes is
            unpacked.transferTo(OutputStream.nullOutputStream());
        } catch (IOException | IllegalArgumentException damaged) {
            throw new ModelUnusableException(
                    name + " is not a complete tar.gz archive: " + damaged.getMessage(), damaged);
        }
        return files;
    }

    /** Refuses an archive that unpacks to more than so many bytes, before they fill the memory. */
    private static final class AtMost extends FilterInputStream {
        private final String name;
        private final long most;
        private long seen;

        AtMost(InputStream in, String name, long most) {
            super(in);
            this.name = name;
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            int value = in.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = in.read(bytes, offset, length);
            count(Math.max(0, count));
            return count;
        }

        @Override
        public long skip(long bytes) throws IOException {
            return readNBytes((int) Math.min(bytes, SKIPPED_AT_ONCE)).length;
        }

        private void count(int more) {
            seen += more;
            if (seen > most) {
                throw refused(name, "it unpacks to more than " + most + " bytes");
            }
        }
    }

    /** Packers like to begin with an entry for the directory itself. */
    private static boolean isRoot(TarArchiveEntry entry) {
        return entry.isDirectory() && entry.getName().equals("./");
    }

    private static void add(
            Map<String, byte[]> files, TarArchiveEntry entry, InputStream tar, String name, Limits limits)
            throws IOException {
        String file = entry.getName().startsWith("./") ? entry.getName().substring(2) : entry.getName();
        requirePlainFile(entry, name);
        if (!limits.names().contains(file)) {
            throw refused(
                    name,
                    "it holds \"" + shown(entry.getName()) + "\"; only these are accepted: "
                            + new TreeSet<>(limits.names()));
        }
        if (entry.getSize() > limits.entryBytes()) {
            throw refused(name, file + " has " + entry.getSize() + " bytes; at most " + limits.entryBytes());
        }
        byte[] content = tar.readNBytes((int) entry.getSize());
        if (content.length < entry.getSize()) {
            throw refused(name, file + " is cut off");
        }
        if (files.put(file, content) != null) {
            throw refused(name, "it holds " + file + " twice");
        }
    }

    private static void requirePlainFile(TarArchiveEntry entry, String name) {
        boolean plain = entry.isFile()
                && !entry.isSymbolicLink()
                && !entry.isLink()
                && !entry.isBlockDevice()
                && !entry.isCharacterDevice()
                && !entry.isFIFO()
                && !entry.isSparse()
                && !entry.isDirectory();
        if (!plain) {
            throw refused(name, "\"" + shown(entry.getName()) + "\" is not a plain file");
        }
    }

    private static String shown(String entryName) {
        String printable = entryName.replaceAll("[^\\x20-\\x7e]", "?");
        return printable.length() <= 80 ? printable : printable.substring(0, 80) + "…";
    }

    private static ModelUnusableException refused(String name, String why) {
        return new ModelUnusableException(name + " is refused: " + why);
    }
}
