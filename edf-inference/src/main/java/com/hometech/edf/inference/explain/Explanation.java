package com.hometech.edf.inference.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A forecast taken apart: {@link #baseKwh} and all contributions add up to {@link #sumKwh}.
 *
 * @param baseKwh what would be forecast if nothing were known but the building's level [kWh]
 * @param contributions in any order
 */
public record Explanation(double baseKwh, List<Contribution> contributions) {
    /** Name of the contribution that stands for several small ones. */
    public static final String OTHERS = "other features";

    private static final Comparator<Contribution> BY_SIZE = Comparator.comparingDouble(
                    (Contribution contribution) -> -Math.abs(contribution.kwh()))
            .thenComparing(Contribution::name);

    public Explanation {
        contributions = List.copyOf(contributions);
    }

    /** The forecast that is explained [kWh]. */
    public double sumKwh() {
        double sum = baseKwh;
        for (Contribution contribution : contributions) {
            sum += contribution.kwh();
        }
        return sum;
    }

    /**
     * The same forecast with the largest contributions first, the small ones as one at the end.
     *
     * @param most how many to keep apart; a limit is kept in any case and comes last
     */
    public Explanation summary(int most) {
        List<Contribution> sorted = new ArrayList<>(contributions);
        sorted.removeIf(contribution -> contribution.kind() == ContributionKind.LIMIT);
        sorted.sort(BY_SIZE);
        List<Contribution> kept = new ArrayList<>(sorted.subList(0, Math.min(most, sorted.size())));
        if (most < sorted.size()) {
            double rest = sorted.subList(most, sorted.size()).stream()
                    .mapToDouble(Contribution::kwh)
                    .sum();
            kept.add(new Contribution(OTHERS, ContributionKind.OTHERS, Double.NaN, rest));
        }
        contributions.stream()
                .filter(contribution -> contribution.kind() == ContributionKind.LIMIT)
                .forEach(kept::add);
        return new Explanation(baseKwh, kept);
    }

    /** The same explanation with one contribution more. */
    Explanation and(Contribution more) {
        List<Contribution> all = new ArrayList<>(contributions);
        all.add(more);
        return new Explanation(baseKwh, all);
    }
}
