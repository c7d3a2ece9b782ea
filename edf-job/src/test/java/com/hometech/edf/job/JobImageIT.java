package com.hometech.edf.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarInputStream;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The image that Jib builds, read from its archive, and beside it the folder that {@code docker build} copies. Runs with
 * {@code mvn -Dimage.base=scratch -pl edf-job -am verify}.
 */
@EnabledIfSystemProperty(
        named = "edf.image",
        matches = ".+",
        disabledReason = "the image is not built: -Dimage.base=scratch builds it")
class JobImageIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Small files of the archive by name. */
    private static final Map<String, byte[]> METADATA = new HashMap<>();

    /** Regular files of the image by path, with the layer that holds them, their mode, and what is in those that are no libraries. */
    private static final Map<String, Held> FILES = new TreeMap<>();

    private static JsonNode config;

    private record Held(String layer, int mode, byte[] content) {}

    @BeforeAll
    static void readTheArchive() throws IOException {
        Path archive = Path.of(System.getProperty("edf.image"));
        try (TarArchiveInputStream tar = new TarArchiveInputStream(Files.newInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.getName().endsWith(".json")) {
                    METADATA.put(entry.getName(), tar.readAllBytes());
                } else if (entry.getName().endsWith(".tar.gz")) {
                    readLayer(entry.getName(), tar);
                }
            }
        }
        JsonNode manifest = JSON.readTree(METADATA.get("manifest.json")).get(0);
        config = JSON.readTree(METADATA.get(manifest.path("Config").asText())).path("config");
    }

    private static void readLayer(String name, InputStream packed) throws IOException {
        InputStream content = new ByteArrayInputStream(packed.readAllBytes());
        try (TarArchiveInputStream layer = new TarArchiveInputStream(new GzipCompressorInputStream(content))) {
            for (TarArchiveEntry entry = layer.getNextEntry(); entry != null; entry = layer.getNextEntry()) {
                if (entry.isFile()) {
                    boolean library = entry.getName().startsWith("opt/edf/libs/");
                    byte[] bytes = library ? new byte[0] : layer.readAllBytes();
                    FILES.put("/" + entry.getName(), new Held(name, entry.getMode() & 0777, bytes));
                }
            }
        }
    }

    private static Held held(String path) {
        assertThat(FILES).containsKey(path);
        return FILES.get(path);
    }

    @Test
    void itStartsTheEntryPointAndChecksItselfWithoutWords() {
        assertThat(config.path("Entrypoint")).extracting(JsonNode::asText).containsExactly("edf-job");
        assertThat(config.path("Cmd")).extracting(JsonNode::asText).containsExactly("--check");
        assertThat(config.path("Env"))
                .extracting(JsonNode::asText)
                .contains("OMP_WAIT_POLICY=PASSIVE", "LANG=C.UTF-8")
                .anyMatch(variable -> variable.startsWith("PATH=/opt/edf/bin:"));
        Held script = held("/opt/edf/bin/edf-job");
        assertThat(script.mode()).isEqualTo(0755);
        assertThat(new String(script.content(), UTF_8))
                .startsWith("#!/bin/sh\n")
                .contains("com.hometech.edf.job.EdfJob");
        assertThat(new String(held("/opt/edf/config/jvm.options").content(), UTF_8))
                .contains("--add-opens");
    }

    @Test
    void labelsSayWhatItIs() {
        JsonNode labels = config.path("Labels");
        assertThat(labels.path("org.opencontainers.image.title").asText()).isEqualTo("edf-job");
        assertThat(labels.path("org.opencontainers.image.version").asText()).isNotEmpty();
        assertThat(labels.has("org.opencontainers.image.revision")).isTrue();
    }

    @Test
    void librariesLieInALayerOfTheirOwn() {
        Held spark = FILES.entrySet().stream()
                .filter(file -> file.getKey().matches("/opt/edf/libs/spark-core_2\\.12-.*\\.jar"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
        assertThat(FILES.keySet()).anyMatch(path -> path.matches("/opt/edf/libs/xgboost4j-spark_2\\.12-.*\\.jar"));
        for (String ours : List.of("/opt/edf/libs/edf-features-", "/opt/edf/classpath/edf-job-")) {
            assertThat(startingWith(ours).layer()).isNotEqualTo(spark.layer());
        }
    }

    @Test
    void theProgramNamesItsLibrariesInOrderAndAllAreThere() throws IOException {
        byte[] program = startingWith("/opt/edf/classpath/edf-job-").content();
        try (JarInputStream jar = new JarInputStream(new ByteArrayInputStream(program))) {
            String classPath = jar.getManifest().getMainAttributes().getValue("Class-Path");
            assertThat(classPath.split(" ")).hasSizeGreaterThan(100).allSatisfy(entry -> assertThat(FILES)
                    .containsKey(entry.replaceFirst("^\\.\\./", "/opt/edf/")));
        }
    }

    private static Held startingWith(String prefix) {
        return FILES.entrySet().stream()
                .filter(file -> file.getKey().startsWith(prefix))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theFolderForDockerHoldsTheSameFiles() throws IOException {
        Set<String> image = new TreeSet<>(FILES.keySet());
        image.removeIf(path -> path.startsWith("/opt/edf/jib-"));
        Path folder = Path.of(System.getProperty("edf.image.folder"));
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile).map(file -> "/opt/edf/" + folder.relativize(file)))
                    .containsExactlyInAnyOrderElementsOf(image);
        }
    }
}
