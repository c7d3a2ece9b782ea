package com.hometech.edf.data.page;

import java.util.Locale;

/**
 * One named row of numbers in a chart.
 *
 * @param name as the legend shows it
 * @param look how it is drawn
 * @param values one for each position of the axis; NaN leaves a gap
 */
public record Series(String name, Look look, double[] values) {
    /** How a series stands out. The colours differ for colour-blind readers, and the lines differ in dashes. */
    public enum Look {
        /** What the chart is about. */
        MAIN,
        /** What really happened. */
        ACTUAL,
        FIRST,
        SECOND,
        THIRD,
        /** What is bad, in the colour of a bad {@link Tone}. */
        ALARM,
        /** A limit or an aim: thin and dashed. */
        REFERENCE,
        /** Places worth a look: dots without a line, of which the explanation tells instead of the legend. */
        MARK;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Series {
        values = values.clone();
    }
}
