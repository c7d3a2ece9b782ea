package com.hometech.edf.cli.terminal;

import java.io.PrintWriter;
import java.io.Writer;
import picocli.CommandLine.Help.Ansi;

/**
 * Writes to the user. One line at the bottom may be live: it is rewritten in place on a terminal and left out where the
 * output goes to a file.
 */
public final class Terminal {
    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final PrintWriter out;
    private final Ansi ansi;
    private final boolean live;
    private boolean liveShown;

    /**
     * @param out where to write
     * @param ansi whether colours are wanted
     * @param live whether a line may be rewritten
     */
    public Terminal(PrintWriter out, Ansi ansi, boolean live) {
        this.out = out;
        this.ansi = ansi;
        this.live = live;
    }

    /**
     * A terminal on standard output, with colours and a live line where a person watches. The launcher says whether one
     * does: Java's own answer differs between its versions.
     */
    public static Terminal standard(PrintWriter out) {
        boolean watched = Boolean.getBoolean("edf.terminal") && System.getenv("NO_COLOR") == null;
        return new Terminal(out, watched ? Ansi.ON : Ansi.OFF, watched);
    }

    /** A terminal that shows nothing. */
    public static Terminal silent() {
        return new Terminal(new PrintWriter(Writer.nullWriter()), Ansi.OFF, false);
    }

    /** Prints a line; {@code @|bold words|@} marks styles as picocli does. */
    public synchronized void line(String text) {
        clearLive();
        out.println(ansi.string(text));
        out.flush();
    }

    /** Prints text as it is, without looking for styles. */
    public synchronized void plain(String text) {
        clearLive();
        out.println(text);
        out.flush();
    }

    /** Shows or replaces the live line. */
    public synchronized void live(String text) {
        if (live) {
            out.print(CLEAR_LINE + ansi.string(text));
            out.flush();
            liveShown = true;
        }
    }

    private void clearLive() {
        if (liveShown) {
            out.print(CLEAR_LINE);
            liveShown = false;
        }
    }

    /** Columns that a plot may fill: those of the terminal as the launcher saw it, 100 where unknown. */
    public int width() {
        return Integer.getInteger("edf.columns", 100);
    }
}
