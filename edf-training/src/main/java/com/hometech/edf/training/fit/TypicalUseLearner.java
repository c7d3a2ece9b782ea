package com.hometech.edf.training.fit;

import com.hometech.edf.common.domain.UseType;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.newbuilding.BuildingRow;
import com.hometech.edf.inference.newbuilding.TypicalUse;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Learns what is typical of buildings and of each use: levels, levels for each square metre, and the load over the hours of
 * the week. Buildings count the same; a use that few buildings have is drawn towards all.
 */
final class TypicalUseLearner {
    /** Buildings of one use that weigh as much as the knowledge from all. */
    private static final double PRIOR_BUILDINGS = 3;
    /** Rows of one building at one hour of the week that weigh as much as its load all day long. */
    private static final double PRIOR_ROWS = 2;

    private final List<Facts> buildings;

    /** One building: logarithms of its levels, NaN where unknown, and its load over the week in multiples of the level. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Facts(String building, UseType useType, double logLevel, double logLevelPerM2, double[] profile)
            implements Serializable {}

    /** Learns from all buildings. */
    TypicalUseLearner(List<Facts> buildings) {
        this.buildings = List.copyOf(buildings);
    }

    /** Looks at the rows of a table whose building is seen as it is. */
    static List<Facts> facts(FeatureTable table, int[] learnable) {
        BuildingRow facts = new BuildingRow(table.schema());
        List<Facts> buildings = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= learnable.length; to++) {
            if (to == learnable.length || table.buildingIndex(learnable[to]) != table.buildingIndex(learnable[from])) {
                buildings.add(facts(table, Arrays.copyOfRange(learnable, from, to), facts));
                from = to;
            }
        }
        return buildings;
    }

    private static Facts facts(FeatureTable table, int[] rows, BuildingRow facts) {
        double[] levels =
                Arrays.stream(rows).mapToDouble(table::levelKwh).sorted().toArray();
        double logLevel = Math.log(levels[levels.length / 2]);
        double[] sum = new double[TypicalUse.HOURS_PER_WEEK];
        double[] count = new double[TypicalUse.HOURS_PER_WEEK];
        double total = 0;
        for (int row : rows) {
            double multiple = table.targetKwh(row) / table.levelKwh(row);
            int hour = facts.hourOfWeek(table, row);
            sum[hour] += multiple;
            count[hour]++;
            total += multiple;
        }
        double[] profile = new double[TypicalUse.HOURS_PER_WEEK];
        for (int hour = 0; hour < profile.length; hour++) {
            profile[hour] = (sum[hour] + PRIOR_ROWS * total / rows.length) / (count[hour] + PRIOR_ROWS);
        }
        int newest = rows[rows.length - 1];
        return new Facts(
                table.building(newest),
                facts.useType(table, newest),
                logLevel,
                logLevel - Math.log(facts.floorAreaM2(table, newest)),
                profile);
    }

    /**
     * What is typical of all buildings that count.
     *
     * @param counts tells by id which do
     */
    TypicalUse everywhere(Predicate<String> counts) {
        List<Facts> all = chosen(counts);
        double perM2 = median(all, Facts::logLevelPerM2);
        return new TypicalUse(
                Math.exp(median(all, Facts::logLevel)), Double.isNaN(perM2) ? 0 : Math.exp(perM2), profile(all));
    }

    /**
     * What is typical of each use.
     *
     * @param counts tells by id which buildings count
     * @param everywhere what is typical of all that do
     */
    Map<UseType, TypicalUse> byUseType(Predicate<String> counts, TypicalUse everywhere) {
        Map<UseType, List<Facts>> byType = new EnumMap<>(UseType.class);
        chosen(counts).forEach(building -> byType.computeIfAbsent(building.useType(), type -> new ArrayList<>())
                .add(building));
        Map<UseType, TypicalUse> uses = new EnumMap<>(UseType.class);
        byType.forEach((type, buildings) -> uses.put(type, drawn(buildings, everywhere)));
        return uses;
    }

    private static TypicalUse drawn(List<Facts> buildings, TypicalUse everywhere) {
        double trust = buildings.size() / (buildings.size() + PRIOR_BUILDINGS);
        double level = mixed(trust, median(buildings, Facts::logLevel), everywhere.levelKwh());
        double perM2 = mixed(trust, median(buildings, Facts::logLevelPerM2), everywhere.levelKwhPerM2());
        List<Double> own = profile(buildings);
        List<Double> profile = new ArrayList<>();
        for (int hour = 0; hour < own.size(); hour++) {
            profile.add(FittedNumbers.rounded(
                    trust * own.get(hour) + (1 - trust) * everywhere.profile().get(hour)));
        }
        return new TypicalUse(level, perM2, profile);
    }

    private static double mixed(double trust, double logOwn, double everywhere) {
        return Double.isNaN(logOwn) || everywhere == 0
                ? everywhere
                : Math.exp(trust * logOwn + (1 - trust) * Math.log(everywhere));
    }

    private List<Facts> chosen(Predicate<String> counts) {
        return buildings.stream()
                .filter(building -> counts.test(building.building()))
                .toList();
    }

    private static double median(List<Facts> buildings, ToDoubleFunction<Facts> value) {
        double[] sorted = buildings.stream()
                .mapToDouble(value)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        return sorted.length == 0 ? Double.NaN : (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static List<Double> profile(List<Facts> buildings) {
        List<Double> profile = new ArrayList<>();
        for (int hour = 0; hour < TypicalUse.HOURS_PER_WEEK; hour++) {
            double sum = 0;
            for (Facts building : buildings) {
                sum += building.profile()[hour];
            }
            profile.add(FittedNumbers.rounded(sum / buildings.size()));
        }
        return profile;
    }
}
