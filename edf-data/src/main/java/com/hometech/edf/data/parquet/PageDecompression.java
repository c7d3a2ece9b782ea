package com.hometech.edf.data.parquet;

import com.github.luben.zstd.ZstdDecompressCtx;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;

/**
 * Decompresses the pages of a file. Those of Zstandard go through one context: Parquet's own codec opens a stream for each page,
 * which takes longer than a small page. Other codecs are Parquet's own.
 */
final class PageDecompression implements CompressionCodecFactory {
    private final CompressionCodecFactory others;
    private @Nullable Zstandard zstandard;

    PageDecompression(Configuration options) {
        this.others = new CodecFactory(options, 0);
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        if (codec != CompressionCodecName.ZSTD) {
            return others.getDecompressor(codec);
        }
        if (zstandard == null) {
            zstandard = new Zstandard();
        }
        return zstandard;
    }

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        return others.getCompressor(codec);
    }

    @Override
    public void release() {
        others.release();
        if (zstandard != null) {
            zstandard.release();
            zstandard = null;
        }
    }

    private static final class Zstandard implements BytesInputDecompressor {
        private final ZstdDecompressCtx context = new ZstdDecompressCtx();

        @Override
        public BytesInput decompress(BytesInput page, int size) throws IOException {
            byte[] from = page.toByteArray();
            byte[] to = new byte[size];
            require(context.decompressByteArray(to, 0, size, from, 0, from.length), size);
            return BytesInput.from(to);
        }

        @Override
        public void decompress(ByteBuffer from, int fromSize, ByteBuffer to, int size) throws IOException {
            byte[] page = new byte[fromSize];
            from.get(page);
            to.put(decompress(BytesInput.from(page), size).toByteArray());
        }

        /** A page that is shorter than its header says is damaged; one that is longer does not fit and is refused before. */
        private static void require(int found, int expected) throws IOException {
            if (found != expected) {
                throw new IOException("A page has " + found + " bytes, its header says " + expected);
            }
        }

        @Override
        public void release() {
            context.close();
        }
    }
}
