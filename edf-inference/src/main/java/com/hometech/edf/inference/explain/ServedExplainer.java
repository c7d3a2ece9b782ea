package com.hometech.edf.inference.explain;

import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.blend.Blend;
import com.hometech.edf.inference.blend.BlendMember;
import com.hometech.edf.inference.blend.Shares;
import com.hometech.edf.inference.interval.PredictionSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Explains forecasts of a model as they are served: mixed with plain forecasts by the shares of their building and day ahead.
 *
 * @param model explains the model alone
 * @param blend says the shares
 * @param source which of them
 */
record ServedExplainer(Explainer model, Blend blend, PredictionSource source) implements Explainer {

    @Override
    public Explanation explain(FeatureTable table, int row) {
        Explanation alone = model.explain(table, row);
        Shares shares = blend.of(table.building(row), source);
        int bucket = blend.buckets().of(table.leadHours(row));
        List<BlendExplainer.Member> members = new ArrayList<>();
        for (BlendMember member : BlendMember.values()) {
            double share = shares.of(member, bucket);
            if (member == BlendMember.MODEL || member.isMissing(table, row)) {
                members.add(new BlendExplainer.Member((rows, at) -> alone, share));
            } else if (share > 0) {
                String name = member.name().toLowerCase(Locale.ROOT);
                members.add(new BlendExplainer.Member(
                        new PlainExplainer(name, (rows, at) -> member.kwh(rows, at, Double.NaN)), share));
            }
        }
        return new BlendExplainer(members).explain(table, row);
    }
}
