package com.hometech.edf.training.fit;

import com.hometech.edf.inference.artifact.ArtifactFile;
import com.hometech.edf.inference.artifact.ModelMetadata.TrainingFacts;
import com.hometech.edf.inference.blend.Blend;
import com.hometech.edf.inference.interval.IntervalCalibration;
import com.hometech.edf.inference.newbuilding.NewBuildings;
import java.util.List;
import java.util.Map;

/**
 * What a fit leaves behind.
 *
 * @param boosters by their file
 * @param files that are no boosters
 * @param training the rows that were learned
 * @param buildings ids of the buildings that were learned, in order
 * @param metrics scores on the calibration period, by name
 * @param blend shares of the model and of plain forecasts
 * @param calibration of the intervals
 * @param newBuildings what is known for buildings with little or no history
 */
record FittedModel(
        Map<ArtifactFile, GrownBooster> boosters,
        Map<ArtifactFile, byte[]> files,
        TrainingFacts training,
        List<String> buildings,
        Map<String, Double> metrics,
        Blend blend,
        IntervalCalibration calibration,
        NewBuildings newBuildings) {}
