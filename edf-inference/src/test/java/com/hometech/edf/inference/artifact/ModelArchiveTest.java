package com.hometech.edf.inference.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.error.ModelUnusableException;
import com.hometech.edf.inference.artifact.ModelArchive.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelArchiveTest {
    private static final Limits LIMITS = new Limits(Set.of("a.json", "b.ubj"), 4, 1000, 20_000);

    @Test
    void plainFilesOfKnownNamesAreRead() throws IOException {
        Tar tar = new Tar()
                .file("./", new byte[0])
                .file("./a.json", new byte[] {1, 2})
                .file("b.ubj", new byte[3]);

        assertThat(unpack(tar.gzip())).containsOnlyKeys("a.json", "b.ubj").containsEntry("a.json", new byte[] {1, 2});
    }

    @ParameterizedTest
    @DisplayName("fault 46: names that climb, absolute names and unknown names are refused")
    @ValueSource(
            strings = {
                "../../a.json",
                "/a.json",
                "x/../a.json",
                "a.json/../../b",
                "model.pkl",
                "dir/a.json",
                "././a.json"
            })
    void otherNamesAreRefused(String entry) throws IOException {
        byte[] archive = new Tar().file(entry, new byte[1]).gzip();

        assertThatThrownBy(() -> unpack(archive))
                .isInstanceOf(ModelUnusableException.class)
                .hasMessageContaining("only these are accepted: [a.json, b.ubj]");
    }

    @ParameterizedTest
    @DisplayName("fault 46: links, devices, pipes and directories are refused, whatever their name")
    @ValueSource(
            bytes = {
                TarConstants.LF_SYMLINK,
                TarConstants.LF_LINK,
                TarConstants.LF_CHR,
                TarConstants.LF_BLK,
                TarConstants.LF_FIFO,
                TarConstants.LF_DIR
            })
    void onlyPlainFilesAreAccepted(byte type) throws IOException {
        byte[] archive = new Tar().special("a.json", type).gzip();

        assertThatThrownBy(() -> unpack(archive))
                .isInstanceOf(ModelUnusableException.class)
                .hasMessageContaining("is not a plain file");
    }

    @Test
    @DisplayName("fault 46: a second entry of the same name is refused")
    void duplicatesAreRefused() throws IOException {
        byte[] archive = new Tar()
                .file("a.json", new byte[1])
                .file("./a.json", new byte[2])
                .gzip();

        assertThatThrownBy(() -> unpack(archive))
                .isInstanceOf(ModelUnusableException.class)
                .hasMessageContaining("a.json twice");
    }

    @Test
    @DisplayName("fault 47: one entry that is too large, too many entries, and too many bytes in all are refused")
    void bombsAreRefused() throws IOException {
        byte[] large = new Tar().file("a.json", new byte[1001]).gzip();
        Tar many = new Tar();
        for (int i = 0; i < 5; i++) {
            many.file("./", new byte[0]);
        }
        byte[] zeros = gzip(new byte[5_000_000]);

        assertThatThrownBy(() -> unpack(large)).hasMessageContaining("has 1001 bytes; at most 1000");
        assertThatThrownBy(() -> unpack(many.gzip())).hasMessageContaining("more than 4 entries");
        assertThatThrownBy(() -> unpack(zeros))
                .isInstanceOf(ModelUnusableException.class)
                .hasMessageContaining("more than 20000 bytes");
    }

    @Test
    @DisplayName("fault 49: a truncated archive is refused at every length")
    void truncatedArchivesAreRefused() throws IOException {
        byte[] noise = new byte[900];
        new Random(1).nextBytes(noise);
        byte[] archive = new Tar().file("a.json", noise).gzip();

        for (int length = 0; length < archive.length; length += 7) {
            byte[] part = Arrays.copyOf(archive, length);
            assertThatThrownBy(() -> unpack(part)).isInstanceOf(ModelUnusableException.class);
        }
    }

    @Test
    @DisplayName("fault 51: a serialised object instead of an archive is refused and never read as one")
    void otherFormatsAreRefused() {
        byte[] javaObject = {(byte) 0xac, (byte) 0xed, 0, 5, 's', 'r', 0, 1};

        assertThatThrownBy(() -> unpack(javaObject))
                .isInstanceOf(ModelUnusableException.class)
                .hasMessageStartingWith("model.tar.gz is not a complete tar.gz archive");
    }

    private static Map<String, byte[]> unpack(byte[] archive) {
        return ModelArchive.unpack(archive, "model.tar.gz", LIMITS);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GzipCompressorOutputStream gzip = new GzipCompressorOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    /** Writes archives that no honest packer would. */
    private static final class Tar {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes);

        Tar file(String name, byte[] content) throws IOException {
            TarArchiveEntry entry = new TarArchiveEntry(name, true);
            entry.setSize(content.length);
            return put(entry, content);
        }

        Tar special(String name, byte type) throws IOException {
            TarArchiveEntry entry = new TarArchiveEntry(name, type);
            entry.setLinkName("/etc/passwd");
            return put(entry, new byte[0]);
        }

        private Tar put(TarArchiveEntry entry, byte[] content) throws IOException {
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
            return this;
        }

        byte[] gzip() throws IOException {
            tar.close();
            return ModelArchiveTest.gzip(bytes.toByteArray());
        }
    }
}
