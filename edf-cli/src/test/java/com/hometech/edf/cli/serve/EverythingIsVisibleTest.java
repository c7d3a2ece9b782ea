package com.hometech.edf.cli.serve;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import org.junit.jupiter.api.Test;

class EverythingIsVisibleTest {

    @Test
    void aDamagedListOfBuildingsIsAnOutageAndNoDefect() {
        EverythingIsVisible access = new EverythingIsVisible(() -> {
            throw new InvalidInputException("File buildings.csv names no building");
        });

        assertThatThrownBy(() -> access.find("local"))
                .isInstanceOf(DependencyUnavailableException.class)
                .hasMessageContaining("buildings.csv names no building");
    }
}
