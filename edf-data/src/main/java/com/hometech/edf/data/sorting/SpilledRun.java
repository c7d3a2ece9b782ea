package com.hometech.edf.data.sorting;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Sorted rows in a file; reading needs one small buffer. */
final class SpilledRun implements TimedRows {
    private static final int BUFFERED_ROWS = 512;
    private static final int KEY_BYTES = Integer.BYTES + 4 * Long.BYTES;

    private final FileChannel channel;
    private final ByteBuffer buffer;
    private final int rowBytes;
    private int position;

    private SpilledRun(FileChannel channel, int width) {
        this.channel = channel;
        this.rowBytes = rowBytes(width);
        this.buffer = ByteBuffer.allocate(BUFFERED_ROWS * rowBytes).limit(0);
        this.position = -rowBytes;
    }

    static int rowBytes(int width) {
        return KEY_BYTES + width * Double.BYTES;
    }

    /** Writes the rows of a sorted block and opens them for reading. */
    static SpilledRun of(RowBlock rows, Path file) throws IOException {
        int width = rows.width();
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.allocate(BUFFERED_ROWS * rowBytes(width));
            while (rows.next()) {
                put(buffer, rows, width);
                if (!buffer.hasRemaining()) {
                    write(buffer, out);
                }
            }
            write(buffer, out);
        }
        return new SpilledRun(
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE), width);
    }

    private static void put(ByteBuffer buffer, RowBlock rows, int width) {
        buffer.putInt(rows.entity());
        buffer.putLong(rows.issuedAt());
        buffer.putLong(rows.epochSecond());
        buffer.putLong(rows.sequence());
        buffer.putLong(rows.line());
        for (int index = 0; index < width; index++) {
            buffer.putDouble(rows.value(index));
        }
    }

    private static void write(ByteBuffer buffer, FileChannel out) throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            out.write(buffer);
        }
        buffer.clear();
    }

    @Override
    public boolean next() throws IOException {
        position += rowBytes;
        return position < buffer.limit() || refill();
    }

    private boolean refill() throws IOException {
        buffer.clear();
        int read = 0;
        while (buffer.hasRemaining() && read >= 0) {
            read = channel.read(buffer);
        }
        buffer.flip();
        if (buffer.limit() % rowBytes != 0) {
            throw new EOFException("A spill file ended within a row");
        }
        position = 0;
        return buffer.hasRemaining();
    }

    @Override
    public int entity() {
        return buffer.getInt(position);
    }

    private long key(int index) {
        return buffer.getLong(position + Integer.BYTES + index * Long.BYTES);
    }

    @Override
    public long issuedAt() {
        return key(0);
    }

    @Override
    public long epochSecond() {
        return key(1);
    }

    @Override
    public long sequence() {
        return key(2);
    }

    @Override
    public long line() {
        return key(3);
    }

    @Override
    public double value(int index) {
        return buffer.getDouble(position + KEY_BYTES + index * Double.BYTES);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
