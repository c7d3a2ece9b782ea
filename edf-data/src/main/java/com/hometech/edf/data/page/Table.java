package com.hometech.edf.data.page;

import com.hometech.edf.common.error.InvalidInputException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A table with a caption. Readers can sort it by any column; a long one starts folded and can be searched.
 *
 * @param caption what it shows, in a sentence
 * @param columns from left to right
 * @param rows each with one cell for a column
 */
public record Table(String caption, List<Column> columns, List<List<Cell>> rows) implements Block {
    static final int ROWS_BEFORE_FOLDING = 15;

    /** Of a cell that is never broken into lines: as long as a date with its time. */
    private static final int SHORT_TEXT = 18;

    /** A column's heading; {@code hint} explains it when pointed at and may be empty. */
    public record Column(String heading, boolean numeric, String hint) {
        public static Column text(String heading) {
            return new Column(heading, false, "");
        }

        public static Column number(String heading) {
            return new Column(heading, true, "");
        }

        public static Column number(String heading, String hint) {
            return new Column(heading, true, hint);
        }
    }

    /** What a cell shows, what it is sorted by (a number's full value, or the text), and what it means. */
    public record Cell(String text, String sortKey, Tone tone) {
        public static Cell text(String text) {
            return new Cell(text, text, Tone.NEUTRAL);
        }

        public static Cell count(long value) {
            return new Cell(Numbers.count(value), Long.toString(value), Tone.NEUTRAL);
        }

        public static Cell fixed(double value, int decimals) {
            return new Cell(Numbers.fixed(value, decimals), sortKey(value), Tone.NEUTRAL);
        }

        public static Cell percent(double share, int decimals) {
            return new Cell(Numbers.percent(share, decimals), sortKey(share), Tone.NEUTRAL);
        }

        public static Cell significant(double value) {
            return new Cell(Numbers.significant(value), sortKey(value), Tone.NEUTRAL);
        }

        /** The same cell, highlighted. */
        public Cell toned(Tone newTone) {
            return new Cell(text, sortKey, newTone);
        }

        private static String sortKey(double value) {
            return Double.isFinite(value) ? Double.toString(value) : "";
        }
    }

    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Cell> row : rows) {
            if (row.size() != columns.size()) {
                throw new InvalidInputException("Table \"" + caption + "\" has " + columns.size()
                        + " columns but a row of " + row.size() + " cells");
            }
        }
    }

    @Override
    public String html() {
        boolean isLong = rows.size() > ROWS_BEFORE_FOLDING;
        return Templates.render(
                "table",
                Map.of(
                        "caption", caption,
                        "columns", columns.stream().map(Table::columnView).toList(),
                        "rows", rows.stream().map(this::rowView).toList(),
                        "isLong", isLong,
                        "isEmpty", rows.isEmpty(),
                        "columnCount", columns.size(),
                        "rowCount", Numbers.count(rows.size())));
    }

    private static Map<String, Object> columnView(Column column) {
        return Map.of(
                "heading",
                column.heading(),
                "cssClass",
                column.numeric() ? "num" : "txt",
                "hint",
                column.hint(),
                "hasHint",
                !column.hint().isEmpty());
    }

    private List<Map<String, Object>> rowView(List<Cell> row) {
        return IntStream.range(0, row.size())
                .mapToObj(index -> cellView(row.get(index), columns.get(index)))
                .toList();
    }

    private static Map<String, Object> cellView(Cell cell, Column column) {
        String tone = cell.tone() == Tone.NEUTRAL ? "" : " " + cell.tone().cssClass();
        String kind = column.numeric() ? "num" : cell.text().length() <= SHORT_TEXT ? "txt short" : "txt";
        return Map.of(
                "text", cell.text(),
                "cssClass", kind + tone,
                "hasSortKey", column.numeric(),
                "sortKey", cell.sortKey());
    }
}
