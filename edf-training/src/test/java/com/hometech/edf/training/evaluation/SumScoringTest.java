package com.hometech.edf.training.evaluation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.features.schema.FeatureSchema;
import com.hometech.edf.features.table.FeatureColumns;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.features.table.Readiness;
import com.hometech.edf.inference.Prediction;
import com.hometech.edf.inference.interval.LeadBuckets;
import com.hometech.edf.training.evaluation.SumScores.Check;
import com.hometech.edf.training.evaluation.SumScores.Kind;
import com.hometech.edf.training.evaluation.SumScores.SumCoverage;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SumScoringTest {
    private static final IntervalLevels LEVELS = new IntervalLevels(0.1, 0.9);
    private static final double DEVIATIONS = 1.2815515655446004;
    private static final int LEADS = 48;
    private static final Instant START = Instant.parse("2024-01-01T04:00:00Z");

    @Test
    @DisplayName(
            "normal errors with known correlations: they are found, and 80 % of the sums lie inside their intervals")
    void knownCorrelations() {
        // a share 0.2 of the variance is common to all, 0.3 more to a site, and 0.25 to each building's day
        SumScores sums = scores(new Errors(0.2, 0.3, 0.25, 5, 8), 120);

        assertThat(sums.correlations().betweenSites()).isCloseTo(0.2, within(0.05));
        assertThat(sums.correlations().withinSite()).isCloseTo(0.5, within(0.07));
        assertThat(sums.correlations().hours()).isCloseTo(0.25, within(0.02));
        Check check = requireNonNull(sums.check());
        assertThat(check.from()).isEqualTo(START.plus(Duration.ofDays(60)));
        for (Kind kind : Kind.values()) {
            SumCoverage all = all(check, kind);
            assertThat(all.measured().coveragePercent()).as("%s", kind).isBetween(77.0, 84.0);
            assertThat(all.sumOfEnds().coveragePercent()).as("%s", kind).isGreaterThan(88);
            assertThat(all.independent().coveragePercent()).as("%s", kind).isLessThan(66);
        }
        assertThat(all(check, Kind.ALL_BUILDINGS).rows()).isEqualTo(60 * LEADS);
        assertThat(all(check, Kind.SITE).rows()).isEqualTo(60 * LEADS * 5);
        assertThat(all(check, Kind.DAY).rows()).isEqualTo(60 * 2 * 40);
        assertThat(check.sums())
                .filteredOn(sum -> sum.sum() == Kind.SITE)
                .extracting(SumCoverage::leads)
                .containsExactly("all", "1-24", "25-48");
    }

    @Test
    @DisplayName("a few readings a hundred intervals away hardly change what was measured")
    void outliers() {
        Errors errors = new Errors(0.2, 0.3, 0.25, 5, 8);
        double without = requireNonNull(scores(errors, 60).correlations().withinSite());
        errors.outlierEvery = 1000;

        assertThat(scores(errors, 60).correlations().withinSite()).isCloseTo(without, within(0.05));
    }

    @Test
    void withoutPairsNothingIsMeasured() {
        SumScores single = scores(new Errors(0, 0, 0.25, 1, 1), 30);
        assertThat(single.correlations().withinSite()).isNull();
        assertThat(single.correlations().betweenSites()).isNull();
        assertThat(single.correlations().metrics()).containsOnlyKeys("error_correlation_hours");
        assertThat(requireNonNull(single.check()).sums())
                .extracting(SumCoverage::sum)
                .containsOnly(Kind.DAY);

        SumScores oneSite = scores(new Errors(0, 0.3, 0.25, 1, 8), 30);
        assertThat(oneSite.correlations().betweenSites()).isNull();
        assertThat(requireNonNull(oneSite.check()).sums())
                .extracting(SumCoverage::sum)
                .containsOnly(Kind.ALL_BUILDINGS, Kind.DAY);
    }

    @Test
    @DisplayName("what happens from the middle on does not change what the check rests on")
    void theCheckDoesNotLookAhead() {
        Errors errors = new Errors(0.2, 0.3, 0.25, 3, 4);
        Errors other = new Errors(0.2, 0.3, 0.25, 3, 4);
        other.shiftFromDay = 30;

        Check check = requireNonNull(scores(errors, 60).check());
        Check shifted = requireNonNull(scores(other, 60).check());

        assertThat(shifted.correlations()).isEqualTo(check.correlations());
        assertThat(all(shifted, Kind.ALL_BUILDINGS).measured().coveragePercent())
                .isLessThan(all(check, Kind.ALL_BUILDINGS).measured().coveragePercent() - 10);
    }

    private static SumCoverage all(Check check, Kind kind) {
        return check.sums().stream()
                .filter(sum -> sum.sum() == kind && sum.leads().equals("all"))
                .findFirst()
                .orElseThrow();
    }

    /** The readings of an hour are the same whatever the origin, and so are their errors. */
    private static SumScores scores(Errors errors, int origins) {
        int buildings = errors.sites * errors.buildingsOfSite;
        double[][] deviations = errors.draw(origins + LEADS / 24);
        FeatureColumns columns = FeatureColumns.allocate(buildings * origins * LEADS, 0);
        double[] lower = new double[columns.rows()];
        double[] yhat = new double[columns.rows()];
        double[] upper = new double[columns.rows()];
        Map<String, BuildingFacts> facts = new TreeMap<>();
        int row = 0;
        for (int building = 0; building < buildings; building++) {
            double size = 1 + building % 3;
            String site = "site" + building % errors.sites;
            facts.put(id(building), new BuildingFacts("office", site, ZoneOffset.UTC, new BuildingScale(100, 1)));
            for (int origin = 0; origin < origins; origin++) {
                for (int lead = 1; lead <= LEADS; lead++) {
                    double deviation = deviations[building][origin * 24 + lead - 1];
                    columns.buildingIndex()[row] = building;
                    columns.originEpochSecond()[row] = START.getEpochSecond() + origin * 86_400L;
                    columns.leadHours()[row] = lead;
                    columns.readiness()[row] = (byte) Readiness.MODEL.ordinal();
                    yhat[row] = 100;
                    lower[row] = 100 - DEVIATIONS * size;
                    upper[row] = 100 + 2 * DEVIATIONS * size;
                    columns.targetKwh()[row] = 100 + deviation * size * (deviation > 0 ? 2 : 1);
                    row++;
                }
            }
        }
        ForecastQuality[] quality = new ForecastQuality[columns.rows()];
        Arrays.fill(quality, ForecastQuality.MODEL);
        FeatureTable table = new FeatureTable(
                new FeatureSchema(Duration.ofHours(1), List.of()),
                IntStream.range(0, buildings).mapToObj(SumScoringTest::id).toList(),
                columns);
        return SumScoring.of(
                new Outcomes(table, new Prediction(yhat, lower, upper, quality)),
                LEVELS,
                Quantity.CONSUMPTION,
                LeadBuckets.covering(1, LEADS),
                facts);
    }

    private static String id(int building) {
        return "b%03d".formatted(building);
    }

    /** Normal errors of variance 1, made of what is common to all, to a site, to a building's day, and a rest. */
    private static final class Errors {
        final double common;
        final double site;
        final double day;
        final int sites;
        final int buildingsOfSite;
        int outlierEvery = Integer.MAX_VALUE;
        int shiftFromDay = 10_000;

        Errors(double common, double site, double day, int sites, int buildingsOfSite) {
            this.common = common;
            this.site = site;
            this.day = day;
            this.sites = sites;
            this.buildingsOfSite = buildingsOfSite;
        }

        double[][] draw(int days) {
            Random random = new Random(5);
            int buildings = sites * buildingsOfSite;
            double[][] errors = new double[buildings][days * 24];
            double[] ofDay = new double[buildings];
            for (int hour = 0; hour < days * 24; hour++) {
                double all = random.nextGaussian();
                double[] ofSite = random.ints(sites)
                        .mapToDouble(any -> random.nextGaussian())
                        .toArray();
                for (int building = 0; building < buildings; building++) {
                    // days of the forecast begin at the first lead
                    ofDay[building] = hour % 24 == 0 ? random.nextGaussian() : ofDay[building];
                    errors[building][hour] = Math.sqrt(common) * all
                            + Math.sqrt(site) * ofSite[building % sites]
                            + Math.sqrt(day) * ofDay[building]
                            + Math.sqrt(1 - common - site - day) * random.nextGaussian();
                    boolean outlier = (hour * buildings + building) % outlierEvery == outlierEvery - 1;
                    errors[building][hour] *= outlier ? 100 : 1;
                    errors[building][hour] += hour >= shiftFromDay * 24 ? 1 : 0;
                }
            }
            return errors;
        }
    }
}
