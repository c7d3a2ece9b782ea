package com.hometech.edf.data.quality;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what became of the rows of one table: every row that came in has exactly one end. */
public final class RowTally {
    private static final int EXAMPLES = 5;

    /**
     * A row that was not taken.
     *
     * @param file it came in
     * @param line where it starts
     * @param text of the row
     * @param detail what exactly is wrong, with the column
     */
    public record Example(String file, long line, String text, String detail) {}

    private static final class Rejections {
        private long count;
        private final List<Example> examples = new ArrayList<>();
    }

    private final Map<RejectReason, Rejections> rejections = new EnumMap<>(RejectReason.class);
    private long input;
    private long accepted;
    private long duplicates;
    private long missing;
    private long corrections;
    private long stored;

    public void countInput() {
        input++;
    }

    public long input() {
        return input;
    }

    /** Rows whose value went into the table. */
    public void countAccepted(long rows) {
        accepted += rows;
    }

    /** A row that says exactly what another one says. */
    public void countDuplicate() {
        duplicates++;
    }

    /** A row without a value. */
    public void countMissing() {
        missing++;
    }

    /** A row that changes what an earlier delivery said; it is accepted too. */
    public void countCorrection() {
        corrections++;
    }

    /** A row of the table. */
    public void countStored() {
        stored++;
    }

    public void countRejected(RejectReason reason, Example example) {
        Rejections known = rejections.computeIfAbsent(reason, absent -> new Rejections());
        known.count++;
        if (known.examples.size() < EXAMPLES) {
            known.examples.add(example);
        }
    }

    /** Adds the counts of a part. */
    public void add(RowTally part) {
        input += part.input;
        accepted += part.accepted;
        duplicates += part.duplicates;
        missing += part.missing;
        corrections += part.corrections;
        stored += part.stored;
        part.rejections.forEach((reason, more) -> {
            Rejections known = rejections.computeIfAbsent(reason, absent -> new Rejections());
            known.count += more.count;
            more.examples.stream()
                    .limit(Math.max(0, EXAMPLES - known.examples.size()))
                    .forEach(known.examples::add);
        });
    }

    public long rejected() {
        return rejections.values().stream().mapToLong(each -> each.count).sum();
    }

    /** The rejections by reason. */
    public List<DataQualityReport.Rejection> rejections(String table) {
        List<DataQualityReport.Rejection> list = new ArrayList<>();
        rejections.forEach((reason, each) ->
                list.add(new DataQualityReport.Rejection(table, reason, reason.words(), each.count, each.examples)));
        return list;
    }

    /** The counts, which must add up. */
    public DataQualityReport.TableTotals totals(String table) {
        return new DataQualityReport.TableTotals(
                table, input, accepted, rejected(), duplicates, missing, corrections, stored);
    }
}
