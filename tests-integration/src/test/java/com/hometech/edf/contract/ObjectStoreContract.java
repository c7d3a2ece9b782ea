package com.hometech.edf.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectStore.Entry;
import com.hometech.edf.common.port.ObjectUri;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every object store promises. */
abstract class ObjectStoreContract {
    private static final ObjectUri FOLDER = ObjectUri.parse("s3://test-bucket/folder/");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @SuppressWarnings("NullAway.Init")
    ObjectStore store;

    /** An empty store that may use the directory. */
    abstract ObjectStore newStore(Path directory);

    @BeforeEach
    void openStore() throws Exception {
        store = newStore(directory.resolve("store"));
    }

    @Test
    void whatIsPutIsReadBack() throws Exception {
        Path file = Files.writeString(directory.resolve("content.txt"), "from a file");

        Entry fromBytes = store.put(uri("bytes.txt"), bytes("from bytes"));
        store.put(uri("deep/er/file.txt"), file);

        assertThat(fromBytes.uri()).isEqualTo(uri("bytes.txt"));
        assertThat(fromBytes.sizeBytes()).isEqualTo(10);
        assertThat(store.read(uri("bytes.txt"))).isEqualTo(bytes("from bytes"));
        try (InputStream in = store.open(uri("deep/er/file.txt"))) {
            assertThat(in.readAllBytes()).isEqualTo(bytes("from a file"));
        }
        try (InputStream in = store.openIfPresent(uri("bytes.txt")).orElseThrow()) {
            assertThat(in.readAllBytes()).isEqualTo(bytes("from bytes"));
        }
        assertThat(file).hasContent("from a file");
        assertThat(store.find(uri("bytes.txt"))).contains(fromBytes);
    }

    @Test
    void anEmptyObjectIsAnObject() {
        store.put(uri("empty"), new byte[0]);
        assertThat(store.read(uri("empty"))).isEmpty();
        assertThat(store.list(FOLDER)).hasSize(1);
    }

    @Test
    void theEtagChangesWithTheContentAndOnlyThen() {
        String first = store.put(uri("a"), bytes("one")).etag();
        assertThat(store.find(uri("a"))).map(Entry::etag).contains(first);
        assertThat(store.list(FOLDER)).extracting(Entry::etag).containsExactly(first);

        assertThat(store.put(uri("a"), bytes("two")).etag()).isNotEqualTo(first);
    }

    @Test
    @DisplayName("fault 26: a missing object is named; an empty prefix lists nothing")
    void missingObjectsAreNamed() {
        assertThat(store.find(uri("none"))).isEmpty();
        assertThat(store.openIfPresent(uri("none"))).isEmpty();
        assertThat(store.list(FOLDER)).isEmpty();
        assertThatThrownBy(() -> store.open(uri("none")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("s3://test-bucket/folder/none");
        assertThatThrownBy(() -> store.read(FOLDER)).isInstanceOf(InvalidInputException.class);
        store.delete(uri("none"));
    }

    @Test
    void aListingHoldsEveryKeyWithThePrefixInKeyOrder() {
        for (String key : List.of("b/2", "b/10", "a", "b.txt", "b-c/d", "c")) {
            store.put(uri(key), bytes(key));
        }
        store.put(ObjectUri.parse("s3://other-bucket/folder/b/3"), bytes("elsewhere"));

        assertThat(keys(FOLDER)).containsExactly("a", "b-c/d", "b.txt", "b/10", "b/2", "c");
        assertThat(keys(uri("b"))).containsExactly("b-c/d", "b.txt", "b/10", "b/2");
        assertThat(keys(uri("b/"))).containsExactly("b/10", "b/2");
        assertThat(keys(new ObjectUri("test-bucket", ""))).hasSize(6);
    }

    @Test
    @DisplayName("fault 26: a listing of more than one page is complete")
    void aLongListingIsComplete() {
        List<String> expected =
                IntStream.range(0, 1_203).mapToObj("part-%05d"::formatted).toList();
        expected.forEach(key -> store.put(uri(key), new byte[0]));
        assertThat(keys(FOLDER)).isEqualTo(expected);
    }

    @Test
    void aDeletedObjectIsGoneAndItsNameIsFree() {
        store.put(uri("a/b/c"), bytes("x"));
        store.delete(uri("a/b/c"));

        assertThat(store.find(uri("a/b/c"))).isEmpty();
        assertThat(store.list(FOLDER)).isEmpty();
        store.put(uri("a"), bytes("now an object"));
        assertThat(keys(FOLDER)).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "ümläut-日本", "a=b/c=d", "%2e%2e/x", "-", ".hidden", "a..b", "q?*#:", "~"})
    void unusualKeysWork(String key) {
        store.put(uri(key), bytes(key));
        assertThat(store.read(uri(key))).isEqualTo(bytes(key));
        assertThat(keys(FOLDER)).containsExactly(key);
    }

    @Test
    void keysThatDifferByCaseAreTwoObjectsOrTheSecondIsRefused() {
        store.put(uri("Name"), bytes("upper"));
        try {
            store.put(uri("name"), bytes("lower"));
            assertThat(keys(FOLDER)).containsExactly("Name", "name");
        } catch (InvalidInputException refused) {
            assertThat(refused).hasMessageContaining("case");
        }
        assertThat(store.read(uri("Name"))).isEqualTo(bytes("upper"));
    }

    @Test
    @DisplayName("fault 29: of many writers of the same new object one wins, the others learn it")
    void ofManyWritersOfANewObjectOneWins() throws Exception {
        List<Optional<Entry>> results =
                Concurrently.run(8, thread -> () -> store.putIfAbsent(uri("lock"), bytes("writer " + thread)));

        assertThat(results.stream().filter(Optional::isPresent)).hasSize(1);
        int winner = IntStream.range(0, 8)
                .filter(thread -> results.get(thread).isPresent())
                .findFirst()
                .orElseThrow();
        assertThat(store.read(uri("lock"))).isEqualTo(bytes("writer " + winner));
        assertThat(store.putIfAbsent(uri("lock"), bytes("late"))).isEmpty();
    }

    @Test
    @DisplayName("fault 31: a write that is repeated leaves the same object")
    void aRepeatedWriteLeavesTheSameObject() {
        store.put(uri("a"), bytes("x"));
        store.put(uri("a"), bytes("x"));
        assertThat(keys(FOLDER)).containsExactly("a");
        assertThat(store.read(uri("a"))).isEqualTo(bytes("x"));
    }

    @Test
    @DisplayName("fault 28: readers see whole objects while they are replaced")
    void readersSeeWholeObjectsOnly() throws Exception {
        store.put(uri("big"), content(0));
        List<Set<Integer>> sizes = Concurrently.run(
                4,
                thread -> () -> IntStream.range(0, 50)
                        .map(round -> {
                            if (thread == 0) {
                                store.put(uri("big"), content(round));
                            }
                            byte[] seen = store.read(uri("big"));
                            assertThat(seen).containsOnly(seen[0]);
                            return seen.length;
                        })
                        .boxed()
                        .collect(Collectors.toSet()));
        assertThat(sizes).allSatisfy(seen -> assertThat(seen).containsExactly(200_000));
        assertThat(keys(FOLDER)).containsExactly("big");
    }

    @Test
    void stagingMakesEverythingBelowAFolderReadable() throws Exception {
        store.put(uri("in/a.txt"), bytes("a"));
        store.put(uri("in/month=2016-01/b.txt"), bytes("b"));
        store.put(uri("input.txt"), bytes("not below"));
        Path target = directory.resolve("job/input");

        assertThat(store.stage(uri("in"), target)).isEqualTo(2);
        assertThat(target.resolve("a.txt")).hasContent("a");
        assertThat(target.resolve("month=2016-01/b.txt")).hasContent("b");
        assertThat(store.stage(uri("in/"), target)).isEqualTo(2);
    }

    @Test
    void stagingOneObjectKeepsItsName() throws Exception {
        store.put(uri("output/model.tar.gz"), bytes("model"));
        Path target = directory.resolve("model");

        assertThat(store.stage(uri("output/model.tar.gz"), target)).isEqualTo(1);
        assertThat(target.resolve("model.tar.gz")).hasContent("model");
    }

    @Test
    @DisplayName("fault 26: staging an empty prefix makes an empty directory and says so")
    void stagingAnEmptyPrefixSaysSo() {
        Path target = directory.resolve("nothing");
        assertThat(store.stage(uri("none/"), target)).isZero();
        assertThat(target).isEmptyDirectory();
    }

    @Test
    @DisplayName("fault 27: what is staged stays as it was when the object is replaced")
    void stagedFilesStayAsTheyWere() throws Exception {
        store.put(uri("in/a.txt"), bytes("old"));
        Path target = directory.resolve("job");
        store.stage(uri("in/"), target);
        store.put(uri("in/a.txt"), bytes("new"));

        assertThat(target.resolve("a.txt")).hasContent("old");
    }

    private ObjectUri uri(String key) {
        return FOLDER.resolve(key);
    }

    private List<String> keys(ObjectUri prefix) {
        return store.list(prefix).stream()
                .map(entry -> entry.uri().key().substring(FOLDER.key().length()))
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] content(int round) {
        byte[] content = new byte[200_000];
        Arrays.fill(content, (byte) round);
        return content;
    }
}
