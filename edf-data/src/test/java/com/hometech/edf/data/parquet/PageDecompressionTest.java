package com.hometech.edf.data.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputDecompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;

class PageDecompressionTest {
    private static final byte[] PAGE = "a page of a table".getBytes(StandardCharsets.UTF_8);

    @Test
    void aPageIsWhatWasCompressed() throws IOException {
        assertThat(decompressed(PAGE.length)).isEqualTo(PAGE);
    }

    @Test
    void aPageThatIsShorterThanItsHeaderSaysIsRefused() {
        assertThatThrownBy(() -> decompressed(PAGE.length + 1))
                .isInstanceOf(IOException.class)
                .hasMessage("A page has 17 bytes, its header says 18");
    }

    @Test
    void aPageThatIsLongerThanItsHeaderSaysIsRefused() {
        assertThatThrownBy(() -> decompressed(PAGE.length - 1)).isInstanceOf(RuntimeException.class);
    }

    private static byte[] decompressed(int size) throws IOException {
        PageDecompression codecs = new PageDecompression(new Configuration(false));
        try {
            BytesInputDecompressor decompressor = codecs.getDecompressor(CompressionCodecName.ZSTD);
            return decompressor
                    .decompress(BytesInput.from(Zstd.compress(PAGE)), size)
                    .toByteArray();
        } finally {
            codecs.release();
        }
    }
}
