package com.hometech.edf.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.LoadKind;
import com.hometech.edf.common.domain.SiteId;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.domain.UseType;
import com.hometech.edf.common.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopologyFilesTest {
    @TempDir
    private Path directory;

    @Test
    void buildingsAndHolidaysAreReadByColumnName() throws IOException {
        buildings("""
                timezone,building_id,site_id,use_type,floor_area_m2,load_kind,feeds_in,colour,latitude,longitude
                Europe/Paris,home_1,paris,Single-family home,120.5,household,yes,red,48.85,2.35
                America/Phoenix,shop_1,phoenix,Retail,,,,,33.4,
                """);
        Files.writeString(directory.resolve("calendar.csv"), """
                site_id,country,date,holiday_name
                paris,FR,2024-07-14,Fête nationale
                """);

        Topology topology = TopologyFiles.read(directory);

        assertThat(topology.buildings()).hasSize(2);
        Building home = topology.find(new BuildingId("home_1")).orElseThrow();
        assertThat(home.zone()).isEqualTo(ZoneId.of("Europe/Paris"));
        assertThat(home.loadKind()).isEqualTo(LoadKind.HOUSEHOLD);
        assertThat(home.useType()).isEqualTo(UseType.HOME);
        assertThat(home.floorAreaM2()).isEqualTo(120.5);
        assertThat(home.feedsIn()).isTrue();
        assertThat(home.hasLocation()).isTrue();
        assertThat(home.latitude()).isEqualTo(48.85);
        assertThat(home.longitude()).isEqualTo(2.35);
        Building shop = topology.find(new BuildingId("shop_1")).orElseThrow();
        assertThat(shop.floorAreaM2()).isNaN();
        assertThat(shop.loadKind()).isEqualTo(LoadKind.BUILDING);
        assertThat(shop.feedsIn()).isFalse();
        assertThat(shop.hasLocation()).isFalse();
        assertThat(topology.holidaysOf(new SiteId("paris")).nameOf(LocalDate.of(2024, 7, 14)))
                .contains("Fête nationale");
    }

    @Test
    void withoutACalendarThereAreNoHolidays() throws IOException {
        buildings("building_id,site_id,timezone\nb,s,UTC\n");

        assertThat(TopologyFiles.read(directory).holidaysOf(new SiteId("s")).asMap())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CET", "GMT+25", "EST5EDT", "Europe/Berlim", "+01:00", "SystemV/EST5"})
    @DisplayName("fault 20: a time zone that is not Region/City of IANA is refused with building and value")
    void onlyIanaZonesAreTaken(String zone) throws IOException {
        buildings("building_id,site_id,timezone\nb7,s," + zone + "\n");

        assertThatThrownBy(() -> TopologyFiles.read(directory))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("buildings.csv line 2")
                .hasMessageContaining("timezone \"" + zone + "\"")
                .hasMessageContaining("b7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "b,s,UTC,house,\n",
                "b,s,UTC,building,-3\n",
                "b,s,UTC,building,many\n",
                "b,,UTC,building,\n",
                "b b,s,UTC,building,\n",
                "b,s,UTC,building,\nb,s,UTC,building,\n"
            })
    void whatCannotBeUnderstoodIsNamedWithItsLine(String rows) throws IOException {
        buildings("building_id,site_id,timezone,load_kind,floor_area_m2\n" + rows);

        assertThatThrownBy(() -> TopologyFiles.read(directory))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("buildings.csv line ");
    }

    @Test
    void anAbsentColumnIsNamed() throws IOException {
        buildings("building_id,site_id\nb,s\n");

        assertThatThrownBy(() -> TopologyFiles.read(directory))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("timezone");
    }

    private void buildings(String text) throws IOException {
        Files.writeString(directory.resolve("buildings.csv"), text);
    }
}
