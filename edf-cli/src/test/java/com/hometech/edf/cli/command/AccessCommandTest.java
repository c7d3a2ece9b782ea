package com.hometech.edf.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.cli.Edf;
import com.hometech.edf.cli.ExitCode;
import com.hometech.edf.cli.platform.FileEntitlements;
import com.hometech.edf.common.domain.AreaId;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Entitlement;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessCommandTest {
    private static final BuildingId SCHOOL = new BuildingId("school-7");
    private static final BuildingId HOME = new BuildingId("home-3");
    private static final AreaId CAMBRIDGE = new AreaId("cambridge");

    @TempDir
    private Path home;

    private String printed = "";

    @BeforeEach
    void importBuildings() throws IOException {
        Path topology =
                Files.createDirectories(home.resolve("buckets/hometech-ml-raw-data/edf-inputs/calendar-topology"));
        Files.writeString(topology.resolve("buildings.csv"), """
                building_id,site_id,timezone,use_type,has_solar
                school-7,cambridge,Europe/London,Education,false
                home-3,madrid,Europe/Madrid,Residential,true
                """);
        Files.writeString(topology.resolve("areas.csv"), """
                area_id,area_name,kind,building_id
                feeder-12,Feeder 12,grid_area,school-7
                """);
    }

    @Test
    void whatIsGrantedAddsToWhatWasGranted() {
        assertThat(edf("grant", "dso-north", "--tenant", "Grid North", "--building", "school-7"))
                .isZero();
        assertThat(edf("grant", "dso-north", "--area", "cambridge", "--building", "home-3", "--may-decide-models"))
                .isZero();

        assertThat(printed).contains("dso-north of Grid North may see 2 buildings and all of 1 area, and decide");
        assertThat(granted())
                .containsExactly(
                        new Entitlement("dso-north", "Grid North", Set.of(SCHOOL, HOME), Set.of(CAMBRIDGE), true));
    }

    @Test
    void anotherTenantTakesThePlaceOfTheEarlier() {
        edf("grant", "dso-north", "--tenant", "Grid North", "--building", "school-7");
        edf("grant", "dso-north", "--tenant", "Grid East");

        assertThat(granted())
                .containsExactly(new Entitlement("dso-north", "Grid East", Set.of(SCHOOL), Set.of(), false));
    }

    @Test
    void whatIsRevokedIsTakenAwayAlone() {
        edf("grant", "dso-north", "--tenant", "Grid North", "--building", "school-7,home-3", "--may-decide-models");

        assertThat(edf("revoke", "dso-north", "--building", "home-3", "--may-decide-models"))
                .isZero();

        assertThat(granted())
                .containsExactly(new Entitlement("dso-north", "Grid North", Set.of(SCHOOL), Set.of(), false));
    }

    @Test
    void revokingWithoutARightTakesAll() {
        edf("grant", "dso-north", "--tenant", "Grid North", "--building", "school-7");

        assertThat(edf("revoke", "dso-north")).isZero();

        assertThat(granted()).isEmpty();
    }

    @Test
    void theListSaysWhoMaySeeWhat() {
        edf("list");
        assertThat(printed).contains("Nobody may see anything", "access grant SUBJECT");

        edf("grant", "dso-north", "--tenant", "Grid North", "--area", "cambridge,madrid", "--may-decide-models");
        edf("grant", "resident", "--tenant", "Family", "--building", "home-3");
        edf("list");

        assertThat(printed.lines().map(line -> line.strip().split(" {2,}")))
                .containsExactly(
                        new String[] {"subject", "tenant", "buildings", "areas", "decides models"},
                        new String[] {"dso-north", "Grid North", "cambridge, madrid", "yes"},
                        new String[] {"resident", "Family", "home-3", "no"});
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            grant dso-north --building school-7                | --tenant is missing
            grant dso-north --tenant T --building scool-7      | did you mean school-7?
            grant dso-north --tenant T --building zzzzzzzz     | there are 2, for example [home-3, school-7]
            grant dso-north --tenant T --area cambrige         | did you mean cambridge?
            grant dso-north --tenant T --area feeder-1         | did you mean feeder-12?
            grant dso-north --tenant T --building ../secret    | there is no such building
            revoke dso-nort                                    | did you mean "dso-nord"?
            revoke dso-nord --building home-3                  | is not granted to dso-nord; did you mean "home-4"?
            revoke dso-nord --area madrid                      | is not granted to dso-nord; none is
            grant                                              | Missing required parameter: 'SUBJECT'
            """)
    void mistakesAreExplainedAndChangeNothing(String words, String message) {
        Entitlement known = new Entitlement("dso-nord", "T", Set.of(new BuildingId("home-4")), Set.of(), false);
        entitlements().put(known);

        assertThat(edf(words.split(" "))).isEqualTo(ExitCode.WRONG_INPUT);

        assertThat(printed).contains(message).doesNotContain("Exception");
        assertThat(granted()).containsExactly(known);
    }

    private List<Entitlement> granted() {
        return entitlements().all();
    }

    private FileEntitlements entitlements() {
        return new FileEntitlements(home.resolve("entitlements"));
    }

    private int edf(String... words) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        try (PrintStream capture = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(capture);
            System.setErr(capture);
            return Edf.run(Stream.concat(Stream.of("--home", home.toString(), "access"), Stream.of(words))
                    .toArray(String[]::new));
        } finally {
            System.setOut(out);
            System.setErr(err);
            printed = bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
