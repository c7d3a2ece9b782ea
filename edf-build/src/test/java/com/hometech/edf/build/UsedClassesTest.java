package com.hometech.edf.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import program.PaintsOnly;
import software.amazon.awssdk.services.toy.model.NamedInAFile;
import software.amazon.awssdk.services.toy.model.Provider;

class UsedClassesTest {
    private static final String TOY = "software/amazon/awssdk/services/toy/";
    private static final String PROVIDERS = "META-INF/services/some.Service";
    private static final String INTERCEPTORS = TOY + "execution.interceptors";

    @TempDir
    Path directory;

    @Test
    void operationsThatNobodyCallsAreTakenOutWithTheirClasses() throws Exception {
        Map<String, byte[]> everything = everything();

        Map<String, byte[]> used = new UsedClasses(everything).keepOnlyThem();

        assertThat(everything).containsKeys(TOY + "model/WindRequest.class", TOY + "model/WindResponse.class");
        assertThat(used)
                .containsOnlyKeys(
                        "program/PaintsOnly.class",
                        TOY + "ToyClient.class",
                        TOY + "DefaultToyClient.class",
                        TOY + "paginators/PaintIterable.class",
                        TOY + "model/ToyRequest.class",
                        TOY + "model/PaintRequest.class",
                        TOY + "model/PaintResponse.class",
                        TOY + "model/NamedInAFile.class",
                        TOY + "model/Provider.class",
                        INTERCEPTORS,
                        PROVIDERS);
        try (URLClassLoader artifact = loader(used)) {
            assertThat(((Supplier<?>) artifact.loadClass(PaintsOnly.class.getName())
                                    .getConstructor()
                                    .newInstance())
                            .get())
                    .isEqualTo("PaintRequest blue");
            assertThat(Arrays.stream(artifact.loadClass("software.amazon.awssdk.services.toy.DefaultToyClient")
                            .getDeclaredMethods()))
                    .extracting(java.lang.reflect.Method::getName)
                    .contains("paint", "close")
                    .doesNotContain("wind");
        }
    }

    @Test
    void theSameClassesGiveTheSameBytes() throws IOException {
        Map<String, byte[]> used = new UsedClasses(everything()).keepOnlyThem();
        assertThat(FunctionArtifact.jar(used))
                .isEqualTo(FunctionArtifact.jar(new UsedClasses(everything()).keepOnlyThem()));
    }

    private URLClassLoader loader(Map<String, byte[]> entries) throws IOException {
        Path jar = Files.write(directory.resolve("used.jar"), FunctionArtifact.jar(entries));
        return new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    }

    /** The program and the client of these tests, and the files by which classes are found. */
    private static Map<String, byte[]> everything() throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        Path classes = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> Files.exists(path.resolve("program")))
                .findFirst()
                .orElseThrow();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = classes.relativize(file).toString().replace(File.separatorChar, '/');
                if (name.startsWith("program/") || name.startsWith("software/")) {
                    entries.put(name, Files.readAllBytes(file));
                }
            }
        }
        entries.put(INTERCEPTORS, NamedInAFile.class.getName().getBytes(UTF_8));
        entries.put(PROVIDERS, ("# one\n" + Provider.class.getName() + " # why\n").getBytes(UTF_8));
        return entries;
    }
}
