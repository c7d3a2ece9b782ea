package com.hometech.edf.features.build;

import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.features.engine.SiteWeather;
import com.hometech.edf.features.engine.StepGrid;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

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
 */
public record RunFacts(
        String configYaml,
        Quantity quantity,
        Topology topology,
        Map<String, SiteWeather> weather,
        StepGrid grid,
        boolean seasonal,
        TableParts parts)
        implements Serializable {
    public RunFacts {
        weather = new TreeMap<>(weather);
    }

    /** The configuration for the quantity. */
    public EdfConfig config() {
        return ConfigReader.parse(configYaml, "the configuration").withQuantity(quantity);
    }
}
