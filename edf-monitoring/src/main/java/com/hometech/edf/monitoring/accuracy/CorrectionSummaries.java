package com.hometech.edf.monitoring.accuracy;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.data.accuracy.AccuracyRecord;
import com.hometech.edf.data.accuracy.AccuracySummary.BuildingWidth;
import com.hometech.edf.data.accuracy.AccuracySummary.CorrectionSummary;
import com.hometech.edf.data.accuracy.AccuracySummary.EndMoves;
import com.hometech.edf.inference.correction.EndOffsets;
import com.hometech.edf.inference.correction.IntervalCorrections;
import com.hometech.edf.inference.correction.QuantityOffsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What intervals are corrected by, as people read it. */
final class CorrectionSummaries {
    private static final int MOST_NAMED = 5;
    private static final double PERCENT = 100;
    /** Changes of a width that nobody would see [%]. */
    private static final double LEAST_NAMED_PERCENT = 0.5;

    private CorrectionSummaries() {}

    /** Null where nothing is corrected. */
    static @Nullable CorrectionSummary of(Optional<IntervalCorrections> corrections, Quantity quantity) {
        QuantityOffsets offsets = corrections.map(known -> known.of(quantity)).orElse(QuantityOffsets.NONE);
        if (corrections.isEmpty() || offsets.all().isEmpty()) {
            return null;
        }
        List<EndMoves> leads = new ArrayList<>();
        for (int ahead = 0; ahead < offsets.all().size(); ahead++) {
            EndOffsets moved = offsets.all().get(ahead);
            leads.add(new EndMoves(AccuracyRecord.leads(ahead + 1), PERCENT * moved.lower(), PERCENT * moved.upper()));
        }
        List<BuildingWidth> widths = offsets.buildings().entrySet().stream()
                .map(building -> new BuildingWidth(building.getKey(), widthPercent(building.getValue())))
                .toList();
        return new CorrectionSummary(
                corrections.get().through(),
                leads,
                widths.stream()
                        .filter(building -> building.widthPercent() >= LEAST_NAMED_PERCENT)
                        .sorted(Comparator.comparingDouble(building -> -building.widthPercent()))
                        .limit(MOST_NAMED)
                        .toList(),
                widths.stream()
                        .filter(building -> building.widthPercent() <= -LEAST_NAMED_PERCENT)
                        .sorted(Comparator.comparingDouble(BuildingWidth::widthPercent))
                        .limit(MOST_NAMED)
                        .toList());
    }

    private static double widthPercent(List<EndOffsets> offsets) {
        return PERCENT
                * offsets.stream()
                        .mapToDouble(moved -> moved.lower() + moved.upper())
                        .average()
                        .orElse(0);
    }
}
