package com.hometech.edf.monitoring.drift;

import com.hometech.edf.common.json.JsonFiles;
import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.monitoring.drift.ClockRule.Labels;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What moved: {@value #FILE_NAME}.
 *
 * @param asOf what was known then
 * @param judged buildings that were judged
 * @param withSeason those of which the same weeks of an earlier year are known
 * @param moved those whose use differs from the same weeks of earlier years more than those do from each other
 * @param withoutSummerTime those whose labels follow a clock without summer time, although they are said to follow another
 * @param alarms that last
 * @param notes what was noticed and is no alarm
 * @param sites weather by site
 * @param buildings what the newest days say of buildings, in the order of their ids; of many only those worth a look
 * @param errors of issued forecasts, by quantity
 * @param features of the newest forecasts with values beyond everything that their model learned
 */
public record DriftSummary(
        Instant asOf,
        int judged,
        int withSeason,
        int moved,
        int withoutSummerTime,
        List<Alarm> alarms,
        List<String> notes,
        List<SiteDrift> sites,
        List<BuildingDrift> buildings,
        List<ErrorDrift> errors,
        List<FeatureDrift> features) {
    /** Its name. */
    public static final String FILE_NAME = "drift_summary.json";

    /** Name of the page with the same numbers. */
    public static final String PAGE_NAME = "drift_report.html";

    /**
     * The weather of a site.
     *
     * @param site which
     * @param buildings whose readings are watched there
     * @param lastDay newest day with weather; null where there is none
     * @param weather each variable of the last weeks beside the same weeks of earlier years; those without earlier years are
     *     left out
     */
    public record SiteDrift(
            String site, int buildings, @Nullable LocalDate lastDay, List<VariableDrift> weather) {
        public SiteDrift {
            weather = List.copyOf(weather);
        }
    }

    /** The last weeks of a number beside the same weeks of earlier years. */
    record VariableDrift(String name, SeasonDrift season) {}

    /**
     * What the newest days say of a building.
     *
     * @param building which
     * @param site where it is
     * @param lastDay newest day of which enough is known
     * @param factor what its readings are multiplied by since its level moved; 1 where it did not
     * @param levels the last days; empty where nothing is the matter
     * @param levelThreshold what levels have to exceed (binary logarithm)
     * @param clockThreshold what the evidence for a clock an hour off has to exceed [nats]
     * @param labels which clock its labels follow
     * @param level mean use of the days, beside the same weeks of earlier years; null where there are none
     * @param shape share of the days' use between 08:00 and 18:00, beside the same weeks
     * @param variation standard deviation of the hours over their mean, beside the same weeks
     */
    record BuildingDrift(
            String building,
            String site,
            LocalDate lastDay,
            double factor,
            List<DayLevel> levels,
            double levelThreshold,
            double clockThreshold,
            Labels labels,
            @Nullable SeasonDrift level,
            @Nullable SeasonDrift shape,
            @Nullable SeasonDrift variation) {
        BuildingDrift {
            levels = List.copyOf(levels);
        }

        /** Whether any of its numbers is farther from earlier years than those are from each other. */
        boolean moved() {
            return (level != null && level.moved())
                    || (shape != null && shape.moved())
                    || (variation != null && variation.moved());
        }
    }

    /**
     * A day of a building.
     *
     * @param day local date
     * @param level how far it is from what is usual (binary logarithm)
     * @param early evidence of three days that it is an hour early [nats]
     * @param late evidence of three days that it is an hour late [nats]
     */
    record DayLevel(LocalDate day, double level, double early, double late) {}

    public DriftSummary {
        alarms = List.copyOf(alarms);
        notes = List.copyOf(notes);
        sites = List.copyOf(sites);
        buildings = List.copyOf(buildings);
        errors = List.copyOf(errors);
        features = List.copyOf(features);
    }

    /** The summary as JSON; the same summary always gives the same text. */
    public String toJson() {
        return JsonFiles.toText(this);
    }
}
