package com.hometech.edf.data.accuracy;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.json.JsonFiles;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one execution found out about the accuracy of issued forecasts: {@value #FILE_NAME}. It is written last: without it the
 * files beside it are not complete.
 *
 * @param asOf what was known then
 * @param firstDay first of the days that the scores are about, in UTC
 * @param lastDay last of them
 * @param quantities what is forecast, each by itself
 * @param months of the history, and what was done with each
 * @param unusableRuns folders whose forecasts could not be scored, and why
 * @param files of the history that changed, in name order
 */
public record AccuracySummary(
        Instant asOf,
        LocalDate firstDay,
        LocalDate lastDay,
        List<QuantityAccuracy> quantities,
        List<MonthOutcome> months,
        List<UnusableRun> unusableRuns,
        List<HistoryFile> files) {
    /** Its name. */
    public static final String FILE_NAME = "accuracy_summary.json";

    /** Name of the page with the same numbers. */
    public static final String PAGE_NAME = "accuracy_report.html";

    /** Name of what the next execution has to know. */
    public static final String STATE_NAME = "accuracy_state.json";

    /** What {@link LeadScores#leads()} is where all are meant. */
    public static final String ALL_LEADS = "all";

    /**
     * The accuracy of forecasts of a quantity.
     *
     * @param buildings that had forecasts
     * @param leads scores of all leads, then of each day ahead
     * @param days in order
     * @param bestBaseline key of the plain forecast with the lowest WAPE over all days and leads
     * @param unscored what does not count, and why
     * @param worstBuildings greatest WAPE first
     * @param checks what is wrong, or was looked at
     * @param intervalCorrection what the intervals of the next forecasts are corrected by; null where they are not, or nothing
     *     is known
     */
    public record QuantityAccuracy(
            Quantity quantity,
            int buildings,
            List<LeadScores> leads,
            List<DayScores> days,
            String bestBaseline,
            Unscored unscored,
            List<BuildingScores> worstBuildings,
            List<Check> checks,
            @Nullable CorrectionSummary intervalCorrection) {
        public QuantityAccuracy {
            leads = List.copyOf(leads);
            days = List.copyOf(days);
            worstBuildings = List.copyOf(worstBuildings);
            checks = List.copyOf(checks);
        }
    }

    /**
     * Scores of the hours that count.
     *
     * @param leads {@value #ALL_LEADS}, or hours of the forecast such as {@code 1-24}
     * @param hours issued and scored, of building days that count
     * @param scores all hours together, as {@link AccuracyScores} names them
     * @param medianWapePercent median over buildings of the WAPE by candidate; empty in the scores of a day
     */
    public record LeadScores(
            String leads,
            HourCounts hours,
            Map<String, Map<String, Double>> scores,
            Map<String, Double> medianWapePercent) {
        public LeadScores {
            scores = new TreeMap<>(scores);
            medianWapePercent = new TreeMap<>(medianWapePercent);
        }

        /** A metric of a candidate; NaN where there is none. */
        public double score(Candidate candidate, String metric) {
            return scores.getOrDefault(candidate.key(), Map.of()).getOrDefault(metric, Double.NaN);
        }
    }

    /**
     * The scores of a day of targets.
     *
     * @param day in UTC
     * @param buildings that had forecasts for it
     * @param counted those of which enough hours are scored
     * @param judged whether they are enough to judge the day by
     * @param leads as of the quantity
     */
    public record DayScores(LocalDate day, int buildings, int counted, boolean judged, List<LeadScores> leads) {
        public DayScores {
            leads = List.copyOf(leads);
        }
    }

    /**
     * What does not count.
     *
     * @param buildingDays of all buildings that had forecasts
     * @param unscoredBuildingDays those of which too few hours could be scored
     * @param hours of those days
     * @param buildings with most of those days first, ten at most, and how many
     */
    public record Unscored(
            long buildingDays, long unscoredBuildingDays, HourCounts hours, List<BuildingDays> buildings) {
        public Unscored {
            buildings = List.copyOf(buildings);
        }
    }

    /** A building and a number of days. */
    public record BuildingDays(String building, long days) {}

    /**
     * Scores of a building over its days that count, all leads.
     *
     * @param days that count
     * @param scores as {@link AccuracyScores} names them
     */
    public record BuildingScores(String building, long days, Map<String, Map<String, Double>> scores) {
        public BuildingScores {
            scores = new TreeMap<>(scores);
        }

        /** A metric of a candidate; NaN where there is none. */
        public double score(Candidate candidate, String metric) {
            return scores.getOrDefault(candidate.key(), Map.of()).getOrDefault(metric, Double.NaN);
        }
    }

    /**
     * Something that is watched.
     *
     * @param name {@code wape}, {@code coverage} or {@code scored}
     * @param alarm whether it is wrong for so long that somebody has to look
     * @param since first day of what is wrong; null where nothing is
     * @param text what is the matter, in a sentence
     * @param buildings that have most to do with it, at most ten; empty where nothing is wrong
     */
    public record Check(
            String name, boolean alarm, @Nullable LocalDate since, String text, List<String> buildings) {
        public Check {
            buildings = List.copyOf(buildings);
        }
    }

    /**
     * What the intervals of the next forecasts are corrected by.
     *
     * @param through the last day that was looked at
     * @param leads of most buildings, for each day ahead
     * @param widened buildings whose intervals become wider by most, at most five, the widest first
     * @param narrowed buildings whose intervals become narrower by most, at most five, the narrowest first
     */
    public record CorrectionSummary(
            LocalDate through, List<EndMoves> leads, List<BuildingWidth> widened, List<BuildingWidth> narrowed) {
        public CorrectionSummary {
            leads = List.copyOf(leads);
            widened = List.copyOf(widened);
            narrowed = List.copyOf(narrowed);
        }
    }

    /**
     * How far the ends of intervals are moved out, in percent of the interval's width; negative: in.
     *
     * @param leads hours of the forecast such as {@code 1-24}
     * @param lowerPercent of the lower end
     * @param upperPercent of the upper end
     */
    public record EndMoves(String leads, double lowerPercent, double upperPercent) {
        /** By how much the interval becomes wider [%]. */
        public double widthPercent() {
            return lowerPercent + upperPercent;
        }
    }

    /** By how much the intervals of a building become wider, mean over the days ahead [%]; negative: narrower. */
    public record BuildingWidth(String building, double widthPercent) {}

    /**
     * What was done with a month of the history.
     *
     * @param month such as {@code 2024-11}
     * @param outcome {@code scored}, {@code unchanged}, or {@code kept}: forecasts that it was scored from are not there any
     *     more, so it stays as it is
     */
    public record MonthOutcome(String month, String outcome) {}

    /** A folder of forecasts that were not scored, and why. */
    public record UnusableRun(String folder, String reason) {}

    /** A file of the history: its name below it and the checksum of its bytes, in lower-case hex. */
    public record HistoryFile(String name, String sha256) {}

    public AccuracySummary {
        quantities = List.copyOf(quantities);
        months = List.copyOf(months);
        unusableRuns = List.copyOf(unusableRuns);
        files = List.copyOf(files);
    }

    /** The summary as JSON; the same summary always gives the same text. */
    public String toJson() {
        return JsonFiles.toText(this);
    }

    /** Reads what {@link #toJson} wrote; {@code source} names it in errors. */
    public static AccuracySummary parse(String json, String source) {
        return JsonFiles.parse(json, AccuracySummary.class, source);
    }
}
