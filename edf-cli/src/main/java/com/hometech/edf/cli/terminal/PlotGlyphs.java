package com.hometech.edf.cli.terminal;

/** With which characters a plot is drawn. */
public enum PlotGlyphs {
    /** Braille dots (two by four in a character) for lines, a light shade for the interval. */
    UNICODE('░', '│', '┤', '┊', '└', '─', '┴'),
    /** For terminals and files that know ASCII alone. */
    ASCII('.', '|', '+', ':', '+', '-', '+');

    private static final int BRAILLE = 0x2800;
    /** Bits of the dots of a Braille character, by column and row. */
    private static final int[][] DOTS = {{0x01, 0x02, 0x04, 0x40}, {0x08, 0x10, 0x20, 0x80}};

    final char band;
    final char axis;
    final char axisTick;
    final char boundary;
    final char corner;
    final char base;
    final char baseTick;

    PlotGlyphs(char band, char axis, char axisTick, char boundary, char corner, char base, char baseTick) {
        this.band = band;
        this.axis = axis;
        this.axisTick = axisTick;
        this.boundary = boundary;
        this.corner = corner;
        this.base = base;
        this.baseTick = baseTick;
    }

    int dotsAcross() {
        return this == UNICODE ? 2 : 1;
    }

    int dotsDown() {
        return this == UNICODE ? 4 : 1;
    }

    /** The cell with one more dot; {@code mark} is drawn where there are no dots. */
    char withDot(char cell, int column, int row, char mark) {
        if (this == ASCII) {
            return mark;
        }
        int dots = cell > BRAILLE ? cell - BRAILLE : 0;
        return (char) (BRAILLE + (dots | DOTS[column][row]));
    }
}
