package com.hometech.edf.training.evaluation;

import com.hometech.edf.training.evaluation.SumScores.Correlations;
import java.util.Collection;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Mean products of {@link StandardisedErrors} over all pairs of buildings at an hour, and of hours in a building's day. They
 * are taken around zero, so that a common bias counts as what errors share.
 *
 * <p>Those of buildings have one standard error on top. What all buildings err together, such as before Christmas, differs
 * from week to week, and all that a portfolio has is one such sum.
 */
final class CorrelationTally {
    private final MeanByWeek withinSite = new MeanByWeek();
    private final MeanByWeek betweenSites = new MeanByWeek();
    private double dayProducts;
    private double dayPairs;
    private double daySquares;
    private long dayErrors;

    /** Adds the errors of one hour in one issue, by site. */
    void addHour(long epochSecond, Collection<ErrorGroup> sites) {
        ErrorGroup all = new ErrorGroup();
        double products = 0;
        double pairs = 0;
        for (ErrorGroup site : sites) {
            all.add(site);
            products += site.products();
            pairs += site.pairs();
        }
        withinSite.add(epochSecond, products, pairs);
        betweenSites.add(epochSecond, all.products() - products, all.pairs() - pairs);
    }

    /** Adds the errors of one building's day in one issue. */
    void addDay(ErrorGroup day) {
        dayProducts += day.products();
        dayPairs += day.pairs();
        daySquares += day.squares();
        dayErrors += day.count();
    }

    /**
     * What was measured, at least 0: nobody relies on forecasts that err in opposite directions. Where buildings of
     * different sites have more in common than those of one, both count as the greater.
     */
    Correlations correlations() {
        Double within = share(withinSite.cautious());
        Double between = share(betweenSites.cautious());
        if (within != null && between != null) {
            within = Math.max(within, between);
        }
        return new Correlations(within, between, share(hours()));
    }

    /**
     * A day's hours are few and err much alike, so that their sum keeps their shape instead of tending to the normal
     * distribution: their products are held against their own mean square.
     */
    private OptionalDouble hours() {
        return dayPairs > 0 && daySquares > 0
                ? OptionalDouble.of((dayProducts / dayPairs) / (daySquares / dayErrors))
                : OptionalDouble.empty();
    }

    private static @Nullable Double share(OptionalDouble correlation) {
        return correlation.isPresent() ? Math.max(0, Math.min(1, correlation.getAsDouble())) : null;
    }
}
