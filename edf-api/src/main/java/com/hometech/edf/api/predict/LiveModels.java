package com.hometech.edf.api.predict;

import com.hometech.edf.api.http.BoundedReads;
import com.hometech.edf.api.http.ProblemException;
import com.hometech.edf.api.http.ProblemType;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.Places;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.error.ModelUnusableException;
import com.hometech.edf.common.port.Platform;
import com.hometech.edf.inference.forecast.ForecastOneBuilding;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The live model of each quantity, and what forecasts with it. */
public final class LiveModels {
    private static final Logger LOG = LoggerFactory.getLogger(LiveModels.class);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private final BoundedReads reads;
    private final Map<Quantity, LiveModel> models = new EnumMap<>(Quantity.class);
    private final Map<Quantity, ForecastOneBuilding> forecasters = new EnumMap<>(Quantity.class);
    private final Map<Quantity, EdfConfig> configurations = new EnumMap<>(Quantity.class);

    /** @param groups model package group of each quantity in this environment */
    public LiveModels(
            Platform platform,
            EdfConfig config,
            Places places,
            Map<Quantity, String> groups,
            BoundedReads reads,
            Clock clock) {
        this.reads = reads;
        groups.forEach((quantity, group) -> {
            EdfConfig own = config.withQuantity(quantity);
            configurations.put(quantity, own);
            forecasters.put(quantity, new ForecastOneBuilding(own));
            models.put(quantity, new LiveModel(platform, own, places, quantity, group, clock));
        });
    }

    /**
     * The live model of a quantity.
     *
     * @throws ProblemException when no approved model can be used
     */
    LiveModel.State require(Quantity quantity) {
        try {
            return reads.within(LONGEST_WAIT, () -> find(quantity));
        } catch (ModelUnusableException none) {
            LOG.warn("No model for predictions: {}", none.getMessage(), none);
            throw ProblemException.of(
                    ProblemType.MODEL_UNUSABLE,
                    "No approved model of " + quantity.noun() + " can be used; ask who decides about models");
        }
    }

    /**
     * As {@link #require}, for work that is a bounded read itself.
     *
     * @throws ModelUnusableException when no approved model can be used
     */
    LiveModel.State find(Quantity quantity) {
        return Objects.requireNonNull(models.get(quantity)).get();
    }

    ForecastOneBuilding forecaster(Quantity quantity) {
        return Objects.requireNonNull(forecasters.get(quantity));
    }

    EdfConfig configuration(Quantity quantity) {
        return Objects.requireNonNull(configurations.get(quantity));
    }
}
