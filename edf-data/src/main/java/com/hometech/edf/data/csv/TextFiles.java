package com.hometech.edf.data.csv;

import com.hometech.edf.common.error.InvalidInputException;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Opens delivered files; whether one is gzip is told by its first bytes, not its name. */
final class TextFiles {
    /** An honest CSV of readings shrinks about eight times, a bomb a thousand times. */
    private static final long MOST_BYTES_PER_COMPRESSED_BYTE = 100;

    private static final long ALWAYS_ALLOWED_BYTES = 64L << 20;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int GZIP_MAGIC_LENGTH = 2;

    private TextFiles() {}

    static InputStream open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException("File " + file + " does not exist");
        }
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
        try {
            bytes.mark(GZIP_MAGIC_LENGTH);
            boolean gzip = bytes.read() == 0x1f && bytes.read() == 0x8b;
            bytes.reset();
            return gzip ? capped(new GZIPInputStream(bytes, BUFFER_BYTES), file) : bytes;
        } catch (IOException | RuntimeException failure) {
            bytes.close();
            throw failure;
        }
    }

    private static InputStream capped(InputStream unpacked, Path file) throws IOException {
        long limitBytes = ALWAYS_ALLOWED_BYTES + MOST_BYTES_PER_COMPRESSED_BYTE * Files.size(file);
        return new CappedStream(unpacked, limitBytes, file);
    }

    private static final class CappedStream extends FilterInputStream {
        private final long limitBytes;
        private final Path file;
        private long readBytes;

        CappedStream(InputStream in, long limitBytes, Path file) {
            super(in);
            this.limitBytes = limitBytes;
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int bytes) {
            readBytes += bytes;
            if (readBytes > limitBytes) {
                throw new InvalidInputException("File " + file.getFileName() + " unpacks to more than " + limitBytes
                        + " bytes, which no CSV of its size does: deliver it unpacked or in smaller files");
            }
        }
    }
}
