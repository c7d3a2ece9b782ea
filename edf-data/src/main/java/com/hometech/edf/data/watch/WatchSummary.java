package com.hometech.edf.data.watch;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.json.JsonFiles;
import com.hometech.edf.common.port.Metrics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one execution of all daily checks found: {@value #FILE_NAME}. It is written last: without it the files beside it are
 * not complete.
 *
 * @param asOf what was known then
 * @param buildings how many there are
 * @param readingsUntil end of the newest reading, by quantity; empty where there are none
 * @param note how old the readings are, in a sentence; empty where they are not
 * @param watches what each check said, in the order in which they ran
 * @param alarms what is wrong, all buildings first
 * @param metrics for dashboards and alarms
 * @param files that the checks wrote, in name order
 */
public record WatchSummary(
        Instant asOf,
        int buildings,
        Map<Quantity, Instant> readingsUntil,
        String note,
        List<Finding> watches,
        List<Alarm> alarms,
        List<Value> metrics,
        List<WrittenFile> files) {
    /** Its name. */
    public static final String FILE_NAME = "watch_summary.json";
    /** The page of all checks, beside it. */
    public static final String PAGE_NAME = "monitoring_report.html";

    /**
     * What a check said.
     *
     * @param watch its name, and that of its folder
     * @param lines what it found, for people; empty where it failed
     * @param failure why it found nothing; null where it ran through
     */
    public record Finding(
            String watch, List<String> lines, @Nullable String failure) {
        public Finding {
            lines = List.copyOf(lines);
        }
    }

    /** A number for dashboards and alarms. */
    public record Value(String name, double value, Metrics.Unit unit, Map<String, String> dimensions) {
        public Value {
            dimensions = new TreeMap<>(dimensions);
        }
    }

    /** A file: its name below the output, with {@code /}, and the checksum of its bytes, in lower-case hex. */
    public record WrittenFile(String name, String sha256) {}

    public WatchSummary {
        // summaries from before readings were dated have neither
        readingsUntil = readingsUntil == null ? Map.of() : new TreeMap<>(readingsUntil);
        note = note == null ? "" : note;
        watches = List.copyOf(watches);
        alarms = alarms.stream().sorted().toList();
        metrics = List.copyOf(metrics);
        files = List.copyOf(files);
    }

    /** The summary as JSON; the same summary always gives the same text. */
    public String toJson() {
        return JsonFiles.toText(this);
    }

    /** Reads what {@link #toJson} wrote; {@code source} names it in errors. */
    public static WatchSummary parse(String json, String source) {
        return JsonFiles.parse(json, WatchSummary.class, source);
    }
}
