package com.hometech.edf.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class SkippedTestsTest {
    @TempDir
    private Path directory;

    @Test
    void everyKindOfSkippingIsListedWithItsReason() throws IOException {
        assertThat(listOf(OneByOne.class, AllByAssumption.class, AllByCondition.class))
                .isEqualTo("""
                        Skipped in tests-integration:
                          SkippedTestsTest.AllByCondition (1)
                              System property [no.such.property] does not exist
                          SkippedTestsTest.OneByOne (1)
                              [it was built] Expecting empty but was: "no"
                          SkippedTestsTest.AllByAssumption (2)
                              no database
                          SkippedTestsTest.OneByOne (1)
                              no good
                          SkippedTestsTest.OneByOne (3)
                              no server
                        """);
    }

    @Test
    void whereNothingIsSkippedThereIsNoFile() throws IOException {
        assertThat(listOf(NothingSkipped.class)).isEmpty();
    }

    private String listOf(Class<?>... classes) throws IOException {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(Stream.of(classes).map(type -> selectClass(type)).toList())
                .build();
        LauncherConfig alone = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .addTestExecutionListeners(new SkippedTests())
                .build();
        String folder = System.setProperty(SkippedTests.FOLDER, directory.toString());
        try {
            LauncherFactory.create(alone).execute(request);
        } finally {
            if (folder == null) {
                System.clearProperty(SkippedTests.FOLDER);
            } else {
                System.setProperty(SkippedTests.FOLDER, folder);
            }
        }
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> lists = files.toList();
            return lists.isEmpty() ? "" : Files.readString(lists.get(0));
        }
    }

    static class OneByOne {
        @Test
        @Disabled("no good")
        void disabled() {}

        @Test
        void assumed() {
            assumeTrue(false, "no server");
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void assumedWithParameters(int number) {
            assumeTrue(number == 0, "no server");
        }

        @Test
        void assumedWithAssertJ() {
            Assumptions.assumeThat("no").as("it was built").isEmpty();
        }

        @Test
        void passes() {}
    }

    static class AllByAssumption {
        @BeforeAll
        static void start() {
            abort("no\n database");
        }

        @Test
        void one() {}

        @Test
        void two() {}
    }

    @EnabledIfSystemProperty(named = "no.such.property", matches = ".+")
    static class AllByCondition {
        @Test
        void one() {}
    }

    static class NothingSkipped {
        @Test
        void passes() {}
    }
}
