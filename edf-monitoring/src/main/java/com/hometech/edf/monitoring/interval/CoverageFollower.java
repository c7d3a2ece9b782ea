package com.hometech.edf.monitoring.interval;

import com.hometech.edf.common.config.IntervalCorrectionConfig;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.data.accuracy.AccuracyRecord;
import com.hometech.edf.data.accuracy.HourCounts;
import com.hometech.edf.inference.correction.EndOffsets;
import com.hometech.edf.inference.correction.IntervalCorrections;
import com.hometech.edf.inference.correction.QuantityOffsets;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Works out what the intervals of the next forecasts are to be corrected by, from the coverage that issued intervals turned out
 * to have: adaptive conformal inference (Gibbs and Candès, 2021) on the offset of the interval's end, as quantile tracking does
 * (Angelopoulos, Candès and Tibshirani, 2023), for each end, day ahead, quantity and building.
 *
 * <p>Of each day's readings follows how far an end should have been moved: as far as it was, and further by what the readings
 * beyond it that are too many ask for. An average of that, in which old days count less and less, is what the end of the next
 * forecasts is moved by. Where the correction of yesterday is in force today, this is the step of quantile tracking, so that
 * coverage comes to what it should be in the long run whatever the readings do. It knows what was in force, and not only how
 * readings fell; so it neither overshoots where readings come late, nor winds itself up over forecasts that were not corrected.
 *
 * <p>A pure function of the records of the last {@value #WINDOW_DAYS} days: the order in which they are added, and what was known
 * when earlier corrections were worked out, make no difference.
 */
public final class CoverageFollower {
    /** Days that are looked at. What came before is in the corrections that were in force when they began. */
    public static final int WINDOW_DAYS = 28;

    private static final double DECIMALS = 1e6;

    private final IntervalCorrectionConfig rules;
    private final double minScoredShare;
    private final LocalDate first;
    private final LocalDate end;
    private final Map<Quantity, SortedMap<String, BuildingEnds>> buildings = new EnumMap<>(Quantity.class);

    /**
     * Begins with nothing known.
     *
     * @param minScoredShare share of its forecast hours that must be scored for a day of a building to count
     * @param end the day after the last that is looked at
     */
    public CoverageFollower(IntervalCorrectionConfig rules, double minScoredShare, LocalDate end) {
        this.rules = rules;
        this.minScoredShare = minScoredShare;
        this.first = end.minusDays(WINDOW_DAYS);
        this.end = end;
    }

    /** The first day that is looked at. */
    public LocalDate first() {
        return first;
    }

    /** The day after the last that is looked at. */
    public LocalDate end() {
        return end;
    }

    /** Takes a record of the history; one of another day, or of too few hours, says nothing. */
    public void add(AccuracyRecord accuracy) {
        HourCounts counts = accuracy.sums().counts();
        boolean within = !accuracy.day().isBefore(first) && accuracy.day().isBefore(end);
        if (within && accuracy.sums().misses().hours() > 0 && counts.scored() >= minScoredShare * counts.issued()) {
            buildings
                    .computeIfAbsent(accuracy.quantity(), absent -> new TreeMap<>())
                    .computeIfAbsent(accuracy.building().value(), absent -> new BuildingEnds(WINDOW_DAYS))
                    .set(
                            Math.toIntExact(ChronoUnit.DAYS.between(first, accuracy.day())),
                            accuracy.dayAhead() - 1,
                            accuracy.sums().misses());
        }
    }

    /** What follows from all that was added. */
    public IntervalCorrections corrections() {
        Map<Quantity, QuantityOffsets> quantities = new EnumMap<>(Quantity.class);
        buildings.forEach((quantity, ends) -> quantities.put(quantity, follow(ends)));
        return new IntervalCorrections(end.minusDays(1), quantities);
    }

    private QuantityOffsets follow(SortedMap<String, BuildingEnds> ends) {
        List<String> ids = List.copyOf(ends.keySet());
        List<BuildingEnds> ofBuildings = List.copyOf(ends.values());
        int aheads = ofBuildings.stream().mapToInt(BuildingEnds::aheads).max().orElse(0);
        List<EndOffsets> all = new ArrayList<>();
        Map<String, List<EndOffsets>> byBuilding = new TreeMap<>();
        for (int ahead = 0; ahead < aheads; ahead++) {
            EndFollower lower = follow(ofBuildings, ahead, 0);
            EndFollower upper = follow(ofBuildings, ahead, 1);
            all.add(new EndOffsets(rounded(lower.widths()), rounded(upper.widths())));
            for (int building = 0; building < ids.size(); building++) {
                byBuilding
                        .computeIfAbsent(ids.get(building), absent -> new ArrayList<>())
                        .add(new EndOffsets(rounded(lower.widths(building)), rounded(upper.widths(building))));
            }
        }
        return new QuantityOffsets(all, byBuilding);
    }

    private EndFollower follow(List<BuildingEnds> ofBuildings, int ahead, int end) {
        EndFollower follower = new EndFollower(rules, ofBuildings, ahead, end);
        for (int day = 0; day < WINDOW_DAYS; day++) {
            follower.follow(day);
        }
        return follower;
    }

    /** People read the file; a millionth of a width is nothing. */
    private static double rounded(double widths) {
        return Math.round(widths * DECIMALS) / DECIMALS;
    }
}
