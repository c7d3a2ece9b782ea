package com.hometech.edf.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.common.domain.AreaId;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Entitlement;
import com.hometech.edf.common.port.EntitlementRegister;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What everything that keeps entitlements promises. */
abstract class EntitlementsContract {
    private static final Entitlement OPERATOR = new Entitlement(
            "dso-north",
            "Grid North",
            Set.of(new BuildingId("school-7"), new BuildingId("home-3")),
            Set.of(new AreaId("feeder-12"), new AreaId("cambridge")),
            false);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @SuppressWarnings("NullAway.Init")
    EntitlementRegister entitlements;

    /** An empty keeper that may use the directory. */
    abstract EntitlementRegister newEntitlements(Path directory) throws Exception;

    @BeforeEach
    void openEntitlements() throws Exception {
        entitlements = newEntitlements(directory);
    }

    @Test
    void whatWasPutIsFoundAsItWas() {
        entitlements.put(OPERATOR);

        assertThat(entitlements.find("dso-north")).contains(OPERATOR);
    }

    @Test
    void whoIsNotKnownMayNothing() {
        entitlements.put(OPERATOR);

        assertThat(entitlements.find("dso-south")).isEmpty();
        assertThat(entitlements.find("DSO-NORTH")).isEmpty();
        assertThat(entitlements.find("")).isEmpty();
    }

    @Test
    void thereIsNoneAtFirst() {
        assertThat(entitlements.all()).isEmpty();
        assertThat(entitlements.find("dso-north")).isEmpty();
    }

    @Test
    void aNewOneTakesThePlaceOfTheEarlierAndNothingOfItStays() {
        entitlements.put(OPERATOR);
        Entitlement less = new Entitlement("dso-north", "Grid North Ltd.", Set.of(), Set.of(), true);

        entitlements.put(less);

        assertThat(entitlements.find("dso-north")).contains(less);
        assertThat(entitlements.all()).containsExactly(less);
    }

    @Test
    void allComeInTheOrderOfTheirSubjects() {
        for (String subject : new String[] {"b", "a", "c", "B"}) {
            entitlements.put(new Entitlement(subject, "tenant", Set.of(), Set.of(), false));
        }

        assertThat(entitlements.all()).extracting(Entitlement::subject).containsExactly("B", "a", "b", "c");
    }

    @Test
    void whoIsRemovedMayNothingAnyMore() {
        entitlements.put(OPERATOR);

        entitlements.remove("dso-north");
        entitlements.remove("never-known");
        entitlements.remove("");

        assertThat(entitlements.find("dso-north")).isEmpty();
        assertThat(entitlements.all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../../etc/passwd", "a/b", "8d9f5a1e-3c2b-4f6a-9e1d-7b6c5a4d3e2f", "Zoë & Söhne", "' or 1=1"})
    void anyTextIsASubject(String subject) {
        Entitlement entitlement = new Entitlement(subject, "tenant", Set.of(), Set.of(), false);

        entitlements.put(entitlement);

        assertThat(entitlements.find(subject)).contains(entitlement);
    }

    @Test
    void theMostBuildingsWithTheLongestIdsAreKept() {
        Set<BuildingId> buildings = IntStream.range(0, Entitlement.MOST_BUILDINGS)
                .mapToObj(number -> new BuildingId("b".repeat(124) + "%04d".formatted(number)))
                .collect(Collectors.toSet());
        Entitlement large = new Entitlement("large", "tenant", buildings, Set.of(), false);

        entitlements.put(large);

        assertThat(entitlements.find("large")).contains(large);
    }

    @Test
    void aReaderSeesTheOldOrTheNewButNeverAMixture() throws Exception {
        Entitlement other = new Entitlement("dso-north", "Another", Set.of(), Set.of(), true);
        entitlements.put(OPERATOR);

        assertThat(Concurrently.run(8, thread -> () -> {
                    entitlements.put(thread % 2 == 0 ? OPERATOR : other);
                    return entitlements.find("dso-north").orElseThrow();
                }))
                .isSubsetOf(OPERATOR, other);
    }
}
