package com.hometech.edf.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.cli.platform.DirectoryObjectStore;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryObjectStoreTest extends ObjectStoreContract {
    private static final Instant NOW = Instant.parse("2100-01-01T00:00:00Z");

    @Override
    ObjectStore newStore(Path directory) {
        return new DirectoryObjectStore(directory, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "folder/", "a//b", "a/./b", "a\\b", "tab\tname", "a/b/"})
    void aKeyThatCannotBeAFileIsRefused(String key) {
        ObjectUri uri = new ObjectUri("test-bucket", key);
        assertThatThrownBy(() -> store.put(uri, new byte[0])).isInstanceOf(InvalidInputException.class);
        assertThat(store.list(new ObjectUri("test-bucket", ""))).isEmpty();
    }

    @Test
    void aKeyThatIsTooLongIsRefused() {
        for (String key : List.of("x".repeat(256), "é".repeat(128), "abc/".repeat(300) + "x")) {
            assertThatThrownBy(() -> store.put(new ObjectUri("test-bucket", key), new byte[0]))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("bytes");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../outside", ".incoming", "UPPER", "a/b", "", "x"})
    void aBucketNameCannotLeaveTheStore(String bucket) {
        assertThatThrownBy(() -> store.put(new ObjectUri(bucket, "key"), new byte[0]))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is not a bucket's name");
    }

    @Test
    void anObjectUnderAnotherObjectsNameIsRefusedAndNothingIsLost() {
        store.put(ObjectUri.parse("s3://test-bucket/a"), "object".getBytes(UTF_8));
        store.put(ObjectUri.parse("s3://test-bucket/b/c"), "object".getBytes(UTF_8));

        assertThatThrownBy(() -> store.put(ObjectUri.parse("s3://test-bucket/a/b/c"), new byte[0]))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("a is an object");
        assertThatThrownBy(() -> store.put(ObjectUri.parse("s3://test-bucket/b"), new byte[0]))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("other objects lie below this name");
        assertThat(store.list(new ObjectUri("test-bucket", ""))).hasSize(2);
    }

    @Test
    @DisplayName("fault 35: a write that fails publishes nothing and leaves nothing")
    void aWriteThatFailsLeavesNothing() throws Exception {
        ObjectUri uri = ObjectUri.parse("s3://test-bucket/copy");
        assertThatThrownBy(() -> store.put(uri, directory.resolve("no-such-file")))
                .isInstanceOf(DependencyUnavailableException.class)
                .hasMessageContaining("s3://test-bucket/copy");
        assertThat(store.find(uri)).isEmpty();
        assertThat(filesOfTheStore()).isEmpty();
    }

    @Test
    @DisplayName("fault 28: what a killed writer left behind is never listed, and removed later")
    void whatAKilledWriterLeftIsRemoved() throws Exception {
        Path incoming = Files.createDirectories(directory.resolve("store/.incoming"));
        Path old = Files.writeString(incoming.resolve("old"), "half");
        Path recent = Files.writeString(incoming.resolve("recent"), "half");
        Files.setLastModifiedTime(recent, FileTime.from(NOW.minus(Duration.ofHours(1))));

        ObjectStore reopened = newStore(directory.resolve("store"));

        assertThat(reopened.list(new ObjectUri("test-bucket", ""))).isEmpty();
        assertThat(old).doesNotExist();
        assertThat(recent).exists();
    }

    private List<Path> filesOfTheStore() throws Exception {
        try (Stream<Path> files = Files.walk(directory.resolve("store"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
