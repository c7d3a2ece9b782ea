package com.hometech.edf.inference.artifact;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;

/** The files inside {@code model.tar.gz}. */
public enum ArtifactFile {
    /** Schema, calibration, checksums and everything else that is no tree. */
    METADATA("model_metadata.json"),
    /** The global model. */
    BOOSTER("xgboost_model.ubj"),
    /** The same without weather features, for hours that no weather covers. */
    BOOSTER_WITHOUT_WEATHER("xgboost_model_no_weather.ubj"),
    /** Quantiles of what the global model expects. */
    QUANTILES("xgboost_quantiles.ubj"),
    /** The same without weather features. */
    QUANTILES_WITHOUT_WEATHER("xgboost_quantiles_no_weather.ubj"),
    /** Quantiles for buildings with little or no history. */
    NEW_BUILDINGS("xgboost_new_buildings.ubj"),
    /** An additive model of each building. */
    ADDITIVE("prophet_model.json"),
    /** What these models take to move on with later readings. */
    ADDITIVE_STATE("prophet_state.bin"),
    /** Between which values features were learned. */
    FEATURE_RANGES("feature_ranges.json");

    private final String fileName;

    ArtifactFile(String fileName) {
        this.fileName = fileName;
    }

    /** The name in the archive and in the training job's model directory. */
    @JsonValue
    public String fileName() {
        return fileName;
    }

    static List<String> names() {
        return Arrays.stream(values()).map(ArtifactFile::fileName).toList();
    }
}
