package com.hometech.edf.inference.area;

import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ModelPackage;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How the errors of forecasts go together that are added up. 0: independently, so that they partly cancel; 1: all to the same
 * side at once, so that the ends of the intervals may be added.
 *
 * @param withinSite correlation of the errors of two buildings of one site at the same hour, 0 to 1
 * @param betweenSites the same of two buildings of different sites; not above that within a site
 * @param hours correlation of the errors of two hours of one building's day in one issue, 0 to 1
 * @param source the model whose evaluation measured it, several separated by commas; {@link #ASSUMED} where none did
 */
public record ErrorCorrelation(double withinSite, double betweenSites, double hours, String source) {
    /** The source of what nobody measured. */
    public static final String ASSUMED = "assumed";
    /** Metric of a model: {@link #withinSite()}. */
    public static final String WITHIN_SITE = "error_correlation_within_site";
    /** Metric of a model: {@link #betweenSites()}. */
    public static final String BETWEEN_SITES = "error_correlation_between_sites";
    /** Metric of a model: {@link #hours()}. */
    public static final String HOURS = "error_correlation_hours";

    private static final List<String> NAMES = List.of(WITHIN_SITE, BETWEEN_SITES, HOURS);
    private static final double WIDEST = 1;

    public ErrorCorrelation {
        requireShare("withinSite", withinSite);
        requireShare("betweenSites", betweenSites);
        requireShare("hours", hours);
        if (betweenSites > withinSite) {
            throw new InvalidInputException("betweenSites is " + betweenSites + ", above withinSite, " + withinSite
                    + ": buildings of different sites have less in common than those of one");
        }
    }

    private static void requireShare(String field, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new InvalidInputException(field + " is " + value + "; a correlation of errors is from 0 to 1");
        }
    }

    /** The widest intervals: what holds whatever the errors do. */
    public static ErrorCorrelation assumed() {
        return new ErrorCorrelation(WIDEST, WIDEST, WIDEST, ASSUMED);
    }

    /** What the evaluation of a model measured. */
    public static ErrorCorrelation of(ModelPackage model) {
        return of(model.metrics(), model.modelVersion());
    }

    /**
     * What an evaluation measured. What it could not measure is taken as wide as can be: 1, between sites as within one.
     *
     * @param metrics by name; those of other names do not matter
     * @param source which model was evaluated
     */
    public static ErrorCorrelation of(Map<String, Double> metrics, String source) {
        if (NAMES.stream().noneMatch(metrics::containsKey)) {
            return assumed();
        }
        double within = metrics.getOrDefault(WITHIN_SITE, WIDEST);
        return new ErrorCorrelation(
                within, metrics.getOrDefault(BETWEEN_SITES, within), metrics.getOrDefault(HOURS, WIDEST), source);
    }

    /**
     * What holds for forecasts of several models: the widest of them. Plain forecasts ({@link ForecastRecord#NO_MODEL})
     * among them count as their neighbours, for evaluations measure them along with the model in whose place they stand.
     *
     * @param modelVersions of the forecasts, each once or more often
     * @param registered looks a version up; empty where it is not registered any more
     */
    public static ErrorCorrelation of(
            Collection<String> modelVersions, Function<String, Optional<ModelPackage>> registered) {
        List<ErrorCorrelation> all = new TreeSet<>(modelVersions)
                .stream()
                        .filter(version -> !version.equals(ForecastRecord.NO_MODEL))
                        .map(version -> registered
                                .apply(version)
                                .map(ErrorCorrelation::of)
                                .orElseGet(ErrorCorrelation::assumed))
                        .toList();
        return all.stream()
                .reduce(ErrorCorrelation::widest)
                .map(widest -> widest.from(all))
                .orElseGet(ErrorCorrelation::assumed);
    }

    private ErrorCorrelation widest(ErrorCorrelation other) {
        return new ErrorCorrelation(
                Math.max(withinSite, other.withinSite),
                Math.max(betweenSites, other.betweenSites),
                Math.max(hours, other.hours),
                source);
    }

    private ErrorCorrelation from(List<ErrorCorrelation> all) {
        String sources = all.stream().map(ErrorCorrelation::source).distinct().collect(Collectors.joining(", "));
        return new ErrorCorrelation(withinSite, betweenSites, hours, sources);
    }
}
