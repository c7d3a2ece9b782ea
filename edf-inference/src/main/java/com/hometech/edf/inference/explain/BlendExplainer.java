package com.hometech.edf.inference.explain;

import com.hometech.edf.features.table.FeatureTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Explains a weighted sum of forecasts. Shapley values are linear: a feature contributes the weighted sum of what it
 * contributes to the members. A plain forecast stays one contribution, and its value is that forecast.
 *
 * @param members what is summed
 */
public record BlendExplainer(List<Member> members) implements Explainer {
    /** A forecast and its weight in the sum. */
    public record Member(Explainer explainer, double weight) {}

    public BlendExplainer {
        members = List.copyOf(members);
    }

    @Override
    public Explanation explain(FeatureTable table, int row) {
        double base = 0;
        Map<String, Contribution> byName = new LinkedHashMap<>();
        for (Member member : members) {
            Explanation part = member.explainer().explain(table, row);
            base += member.weight() * part.baseKwh();
            for (Contribution contribution : part.contributions()) {
                byName.merge(
                        contribution.name(), contribution.times(member.weight()), (sum, more) -> sum.plus(more.kwh()));
            }
        }
        return new Explanation(base, new ArrayList<>(byName.values()));
    }
}
