package com.hometech.edf.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A small table of text: columns as wide as their widest cell, numbers to the right. */
public final class TextTable {
    private static final Pattern NUMBER = Pattern.compile("[-+]?[\\d.,]+ ?%?|");

    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();

    /** @param header the names of the columns; all empty for a table without a head */
    public TextTable(String... header) {
        this.header = List.of(header);
    }

    /** Adds a row with one cell for each column. */
    public TextTable row(String... cells) {
        if (cells.length != header.size()) {
            throw new IllegalArgumentException("expected " + header.size() + " cells, got " + cells.length);
        }
        rows.add(List.of(cells));
        return this;
    }

    /** The table as lines, without a line break at the end. */
    public String render() {
        List<String> lines = new ArrayList<>();
        if (header.stream().anyMatch(name -> !name.isEmpty())) {
            lines.add(line(header));
        }
        rows.forEach(row -> lines.add(line(row)));
        return String.join(System.lineSeparator(), lines);
    }

    /** The table within so many columns: longer lines end with an ellipsis. */
    public String render(int columns) {
        return render().lines()
                .map(line -> line.length() <= columns ? line : line.substring(0, Math.max(0, columns - 1)) + "…")
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String padding = " ".repeat(width(column) - cells.get(column).length());
            String cell = cells.get(column);
            line.append("  ").append(isNumeric(column) ? padding + cell : cell + padding);
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        int width = header.get(column).length();
        for (List<String> row : rows) {
            width = Math.max(width, row.get(column).length());
        }
        return width;
    }

    private boolean isNumeric(int column) {
        return rows.stream().allMatch(row -> NUMBER.matcher(row.get(column)).matches());
    }
}
