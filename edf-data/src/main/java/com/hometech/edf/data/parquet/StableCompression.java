package com.hometech.edf.data.parquet;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.codec.ZstandardCodec;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Zstandard at a level of its own. {@link CodecFactory} keeps one codec of each name for the whole process, with the
 * level of whoever came first: a file's bytes would depend on what was read or written before it.
 */
final class StableCompression extends CodecFactory {
    private static final int LEVEL = 1;

    private final ZstandardCodec codec = new ZstandardCodec();

    StableCompression(int bufferBytes) {
        super(options(), bufferBytes);
        codec.setConf(options());
    }

    private static Configuration options() {
        Configuration options = new Configuration(false);
        options.setInt(ZstandardCodec.PARQUET_COMPRESS_ZSTD_LEVEL, LEVEL);
        return options;
    }

    @Override
    protected CompressionCodec getCodec(CompressionCodecName name) {
        if (name != CompressionCodecName.ZSTD) {
            throw new IllegalArgumentException("Tables are compressed with ZSTD, not " + name);
        }
        return codec;
    }
}
