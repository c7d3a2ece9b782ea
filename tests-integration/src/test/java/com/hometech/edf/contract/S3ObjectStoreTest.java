package com.hometech.edf.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.aws.AwsClients;
import com.hometech.edf.aws.S3ObjectStore;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectStore.Entry;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.contract.AwsEmulator.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class S3ObjectStoreTest extends ObjectStoreContract {
    private S3Client s3;

    Kind emulator() {
        return Kind.MOTO;
    }

    @BeforeEach
    @Override
    void openStore() throws Exception {
        AwsClients clients = AwsEmulator.empty(emulator()).clients();
        s3 = clients.s3();
        AwsResources.bucket(clients, "test-bucket");
        AwsResources.bucket(clients, "other-bucket");
        super.openStore();
    }

    @Override
    ObjectStore newStore(Path directory) {
        return new S3ObjectStore(s3);
    }

    @Test
    void whereThereIsNoBucketNothingIsThere() {
        ObjectUri uri = ObjectUri.parse("s3://no-such-bucket/a");
        assertThat(store.find(uri)).isEmpty();
        assertThat(store.openIfPresent(uri)).isEmpty();
    }

    @Test
    void aLargeFileIsUploadedInPartsAndReadBackWhole() throws Exception {
        byte[] content = new byte[(33 << 20) + 17];
        new Random(7).nextBytes(content);
        Path file = Files.write(directory.resolve("large"), content);
        ObjectUri uri = ObjectUri.parse("s3://test-bucket/large");

        Entry written = store.put(uri, file);

        assertThat(written.etag()).as("the ETag tells the parts").endsWith("-3\"");
        assertThat(store.find(uri)).contains(written);
        assertThat(Arrays.equals(store.read(uri), content)).isTrue();
        assertThat(s3.listMultipartUploads(request -> request.bucket("test-bucket"))
                        .uploads())
                .isEmpty();
    }

    @Test
    @DisplayName("fault 27: an object that is replaced while it is read is not mixed with its successor")
    void anObjectThatIsReplacedWhileItIsReadIsNotMixed() throws Exception {
        ObjectUri uri = ObjectUri.parse("s3://test-bucket/replaced");
        byte[] former = new byte[4 << 20];
        store.put(uri, former);
        try (InputStream in = store.open(uri)) {
            in.read();
            store.put(uri, "new".getBytes(UTF_8));
            assertThat(in.readAllBytes()).hasSize(former.length - 1).containsOnly(0);
        } catch (IOException refused) {
            assertThat(refused).hasMessageContaining("replaced");
        }
    }

    @Test
    void aBucketThatIsMissingIsNamedWithTheWayOut() {
        ObjectUri uri = ObjectUri.parse("s3://no-such-bucket/a");
        assertThatThrownBy(() -> store.list(uri))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("s3://no-such-bucket/a")
                .hasMessageContaining("no such bucket");
        assertThatThrownBy(() -> store.put(uri, new byte[1]))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no such bucket");
        assertThatThrownBy(() -> store.read(uri))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no such bucket");
    }

    @Test
    void theMarkersThatConsolesMakeOfFoldersAreNoObjects() {
        s3.putObject(request -> request.bucket("test-bucket").key("in/"), RequestBody.empty());
        store.put(ObjectUri.parse("s3://test-bucket/in/a"), new byte[1]);
        assertThat(store.list(ObjectUri.parse("s3://test-bucket/in/"))).hasSize(1);
        assertThat(store.stage(ObjectUri.parse("s3://test-bucket/in/"), directory.resolve("job")))
                .isEqualTo(1);
    }

    @Test
    void aKeyThatWouldLeaveTheTargetIsNotStaged() {
        s3.putObject(request -> request.bucket("test-bucket").key("in//etc/passwd"), RequestBody.empty());
        assertThatThrownBy(() -> store.stage(ObjectUri.parse("s3://test-bucket/in/"), directory.resolve("job")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("in//etc/passwd");
    }

    @Test
    void keysThatWouldBeTheSameFileAreNotStaged() {
        s3.putObject(request -> request.bucket("test-bucket").key("in/a/b"), RequestBody.empty());
        s3.putObject(request -> request.bucket("test-bucket").key("in/a//b"), RequestBody.empty());
        assertThatThrownBy(() -> store.stage(ObjectUri.parse("s3://test-bucket/in/"), directory.resolve("job")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("in/a//b");
    }

    @Test
    void aFolderIsNotWritten() {
        assertThatThrownBy(() -> store.put(ObjectUri.parse("s3://test-bucket/folder/"), new byte[0]))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("folder");
    }

    @Test
    void aFileThatIsMissingIsNamed() {
        assertThatThrownBy(() -> store.put(ObjectUri.parse("s3://test-bucket/copy"), directory.resolve("no-such-file")))
                .isInstanceOf(DependencyUnavailableException.class)
                .hasMessageContaining("s3://test-bucket/copy")
                .hasMessageContaining("no-such-file");
    }
}
