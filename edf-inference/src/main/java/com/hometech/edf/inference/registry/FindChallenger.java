package com.hometech.edf.inference.registry;

import com.hometech.edf.common.config.MonitoringConfig.ChallengerConfig;
import com.hometech.edf.common.port.ApprovalStatus;
import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.common.port.ModelRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Finds the model that is compared with the one that forecasts: the newest that waits for approval, where it is newer than the one
 * that forecasts and was not registered too long ago.
 */
public final class FindChallenger {
    private final ModelRegistry models;
    private final ChallengerConfig rules;

    public FindChallenger(ModelRegistry models, ChallengerConfig rules) {
        this.models = models;
        this.rules = rules;
    }

    /**
     * The challenger; empty where there is none, or where nothing is compared.
     *
     * @param live number of the model that forecasts
     * @param asOf when it is to forecast too
     */
    public Optional<ModelPackage> find(String group, int live, Instant asOf) {
        if (!rules.shadowForecasts()) {
            return Optional.empty();
        }
        return models.list(group).stream()
                .filter(model -> model.version() > live && model.status() == ApprovalStatus.PENDING_MANUAL_APPROVAL)
                .findFirst()
                .filter(model -> asOf.isBefore(model.createdAt().plus(Duration.ofDays(rules.maxDays()))));
    }
}
