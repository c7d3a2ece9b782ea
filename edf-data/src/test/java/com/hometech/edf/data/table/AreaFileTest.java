package com.hometech.edf.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.domain.Area;
import com.hometech.edf.common.domain.AreaId;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AreaFileTest {
    @TempDir
    private Path directory;

    private Topology topology;

    @BeforeEach
    void buildings() throws IOException {
        Files.writeString(directory.resolve(TopologyFiles.BUILDINGS), """
                building_id,site_id,timezone
                b1,oslo,Europe/Oslo
                b2,oslo,Europe/Oslo
                """);
        topology = TopologyFiles.read(directory);
    }

    private List<Area> read(String rows) throws IOException {
        Files.writeString(directory.resolve(AreaFile.NAME), "area_id,area_name,kind,building_id\n" + rows);
        return AreaFile.read(directory, topology);
    }

    @Test
    void anAreaHasTheBuildingsOfItsRows() throws IOException {
        List<Area> areas =
                read("south,South,portfolio,b2\nfeeder-1,Feeder 1,grid_area,b2\nfeeder-1,Feeder 1,grid_area,b1\n");
        assertThat(areas).extracting(Area::id).containsExactly(new AreaId("feeder-1"), new AreaId("south"));
        assertThat(areas.get(0).kind()).isEqualTo(Area.Kind.GRID_AREA);
        assertThat(areas.get(0).buildings()).containsExactly(new BuildingId("b1"), new BuildingId("b2"));
    }

    @Test
    void withoutTheFileThereAreNoAreas() throws IOException {
        assertThat(AreaFile.read(directory, topology)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    a b,Area,portfolio,b1                       | line 2: area_id "a b" is not valid
                    mine,Area,portfolio,b1                      | line 2: area_id "mine" means all buildings of the one who asks
                    oslo,Area,portfolio,b1                      | line 2: area_id "oslo" is the id of a site
                    a,,portfolio,b1                             | line 2: area_name "" must have 1 to 128 characters
                    a,Area,site,b1                              | line 2: kind "site" must be portfolio or grid_area
                    a,Area,portfolio,b9                         | line 2: building_id "b9" is not in buildings.csv
                    a,Area,portfolio,'                          | line 2: building_id "'" is not the id of a building
                    a,Area,portfolio,b1;a,Other,portfolio,b2    | line 3: area_id "a" is named "Area" (portfolio) in an earlier line
                    a,Area,portfolio,b1;a,Area,grid_area,b2     | line 3: area_id "a" is named "Area" (portfolio) in an earlier line
                    a,Area,portfolio,b1;a,Area,portfolio,b1     | line 3: building_id "b1" is in area a by an earlier line too
                    """, quoteCharacter = '`')
    void errorsNameFileLineAndColumn(String rows, String message) {
        assertThatThrownBy(() -> read(rows.replace(';', '\n') + "\n"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("areas.csv " + message);
    }

    @Test
    void aColumnThatIsMissingIsNamed() throws IOException {
        Files.writeString(directory.resolve(AreaFile.NAME), "area_id,area_name,building_id\na,Area,b1\n");
        assertThatThrownBy(() -> AreaFile.read(directory, topology))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("areas.csv has no column \"kind\"");
    }
}
