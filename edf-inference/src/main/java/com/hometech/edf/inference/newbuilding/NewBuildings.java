package com.hometech.edf.inference.newbuilding;

import com.hometech.edf.common.domain.UseType;
import com.hometech.edf.common.error.InvalidInputException;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a model knows for buildings with little or no history of their own, beside its trees.
 *
 * @param everywhere what is typical of all buildings
 * @param byUseType what is typical of a use, for those that training saw
 * @param classes by history, ascending from 0 days; empty where the model knows nothing of new buildings
 */
public record NewBuildings(TypicalUse everywhere, Map<UseType, TypicalUse> byUseType, List<HistoryClass> classes) {
    /** A model that knows nothing of new buildings: they get plain forecasts. */
    public static final NewBuildings UNKNOWN = new NewBuildings(
            new TypicalUse(1, 0, Collections.nCopies(TypicalUse.HOURS_PER_WEEK, 1.0)), Map.of(), List.of());

    public NewBuildings {
        Map<UseType, TypicalUse> copy = new EnumMap<>(UseType.class);
        copy.putAll(byUseType);
        byUseType = copy;
        classes = List.copyOf(classes);
        boolean ascending = classes.stream()
                .sorted(Comparator.comparingDouble(HistoryClass::fromDays))
                .toList()
                .equals(classes);
        if (!ascending || (!classes.isEmpty() && classes.get(0).fromDays() != 0)) {
            throw new InvalidInputException("Classes of history ascend from 0 days; given "
                    + classes.stream().map(HistoryClass::fromDays).toList());
        }
    }

    /** Whether the model can forecast new buildings. */
    public boolean areKnown() {
        return !classes.isEmpty();
    }

    /** What is typical of a use; of all buildings where training did not see it. */
    public TypicalUse of(UseType useType) {
        return byUseType.getOrDefault(useType, everywhere);
    }

    /** The class of a building with so many days of readings; there is one. */
    public HistoryClass classOf(double historyDays) {
        HistoryClass found = classes.get(0);
        for (HistoryClass next : classes) {
            found = historyDays >= next.fromDays() ? next : found;
        }
        return found;
    }
}
