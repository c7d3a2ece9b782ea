package com.hometech.edf.data.parquet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Comparator;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * Makes the footer of a finished file the same in every JVM. Parquet lists the encodings of a column in the order of a hash
 * set of enum values, whose hash codes change from process to process.
 */
final class StableFooter {
    private static final int MAGIC_BYTES = 4;
    private static final int TAIL_BYTES = Integer.BYTES + MAGIC_BYTES;

    private StableFooter() {}

    /** Writes the footer of the file again, with sorted lists. */
    static void rewrite(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer tail = read(channel, channel.size() - TAIL_BYTES, TAIL_BYTES);
            int footerBytes = tail.getInt(0);
            long footerStart = channel.size() - TAIL_BYTES - footerBytes;
            FileMetaData footer = Util.readFileMetaData(new ByteArrayInputStream(
                    read(channel, footerStart, footerBytes).array()));
            footer.getRow_groups().forEach(StableFooter::sort);
            ByteArrayOutputStream sorted = new ByteArrayOutputStream(footerBytes);
            Util.writeFileMetaData(footer, sorted);
            tail.putInt(0, sorted.size());
            write(channel, footerStart, ByteBuffer.wrap(sorted.toByteArray()));
            write(channel, footerStart + sorted.size(), tail);
            channel.truncate(footerStart + sorted.size() + TAIL_BYTES);
        }
    }

    private static void sort(RowGroup group) {
        for (ColumnChunk chunk : group.getColumns()) {
            ColumnMetaData column = chunk.getMeta_data();
            Collections.sort(column.getEncodings());
            if (column.isSetEncoding_stats()) {
                column.getEncoding_stats()
                        .sort(Comparator.comparing(PageEncodingStats::getPage_type)
                                .thenComparing(PageEncodingStats::getEncoding));
            }
        }
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining() && channel.read(bytes, position + bytes.position()) >= 0) {
            // a channel may give less than asked for
        }
        return bytes.flip();
    }

    private static void write(FileChannel channel, long position, ByteBuffer bytes) throws IOException {
        long at = position;
        bytes.rewind();
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }
}
