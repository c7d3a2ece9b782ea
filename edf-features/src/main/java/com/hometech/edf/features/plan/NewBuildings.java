package com.hometech.edf.features.plan;

import com.hometech.edf.features.engine.BuildingFeatures;
import com.hometech.edf.features.engine.FeatureSettings;
import com.hometech.edf.features.engine.ShownReadings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How buildings are looked at as if they were new: their readings are hidden for weeks, then shown for as long as a building
 * counts as new, and so on. One look shows nothing.
 */
final class NewBuildings {
    /** Looks that show something, at different times. */
    private static final int LOOKS = 3;

    private final int shownSteps;
    private final int periodSteps;

    NewBuildings(FeatureSettings settings) {
        int stepsPerDay = settings.step().stepsPerDay();
        this.shownSteps = settings.quality().minHistoryDays() * stepsPerDay;
        this.periodSteps = shownSteps + settings.forgottenAfterDays() * stepsPerDay;
    }

    /** The ways to look at a building; nothing shown comes first. */
    List<ShownReadings> views(long salt) {
        List<ShownReadings> views = new ArrayList<>();
        views.add(ShownReadings.NONE);
        long first = StableHash.below(periodSteps, salt);
        for (int look = 0; look < LOOKS; look++) {
            views.add(new ShownReadings(first + (long) look * periodSteps / LOOKS, shownSteps, periodSteps));
        }
        return views;
    }

    /** The origins at which a look shows a reading; all of them where it is to show nothing. */
    int[] seen(BuildingFeatures building, ShownReadings shown, int[] origins) {
        if (shown.isNone()) {
            return origins;
        }
        return Arrays.stream(origins)
                .filter(origin -> shown.isShown(building.grid(), origin)
                        && building.hasReading(origin - shown.sinceStart(building.grid(), origin), origin))
                .toArray();
    }
}
