package com.hometech.edf.features.build;

import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.features.engine.SiteWeather;
import com.hometech.edf.features.engine.StepGrid;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What all buildings of a run share.
 *
 * @param configYaml text of the configuration
 * @param quantity what is forecast
 * @param topology buildings and holidays
 * @param weather by site
 * @param grid from the oldest reading that is used to the last target
 * @param seasonal whether there is a year of history or more
 * @param parts which rows go where
 * @param seriesWeather weather columns of the series that are written beside the tables; null where no series are
 */
public record RunFacts(
        String configYaml,
        Quantity quantity,
        Topology topology,
        Map<String, SiteWeather> weather,
        StepGrid grid,
        boolean seasonal,
        TableParts parts,
        @Nullable List<String> seriesWeather)
        implements Serializable {
    public RunFacts {
        weather = new TreeMap<>(weather);
        seriesWeather = seriesWeather == null ? null : List.copyOf(seriesWeather);
    }

    /** The configuration for the quantity. */
    public EdfConfig config() {
        return ConfigReader.parse(configYaml, "the configuration").withQuantity(quantity);
    }
}
