package com.hometech.edf.training.evaluation;

import com.hometech.edf.data.accuracy.Candidate;
import com.hometech.edf.training.evaluation.EvaluationReport.BuildingScores;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Buildings worth showing: the typical one, that with the smallest error and that with the largest. */
public final class ExampleBuildings {
    private ExampleBuildings() {}

    /** Ids by what to call them; empty where no building has a WAPE. */
    public static Map<String, String> of(List<BuildingScores> buildings) {
        List<String> byError = buildings.stream()
                .filter(building -> Double.isFinite(wape(building)))
                .sorted(Comparator.comparingDouble(ExampleBuildings::wape))
                .map(BuildingScores::buildingId)
                .toList();
        Map<String, String> examples = new LinkedHashMap<>();
        if (!byError.isEmpty()) {
            examples.put("Typical building", byError.get(byError.size() / 2));
        }
        if (byError.size() > 2) {
            examples.put("Building with the smallest error", byError.get(0));
            examples.put("Building with the largest error", byError.get(byError.size() - 1));
        }
        return examples;
    }

    private static double wape(BuildingScores building) {
        return building.score(Candidate.MODEL, Metric.WAPE);
    }
}
