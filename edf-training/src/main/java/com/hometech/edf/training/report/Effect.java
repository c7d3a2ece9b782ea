package com.hometech.edf.training.report;

import com.hometech.edf.additive.Mode;
import com.hometech.edf.data.page.Numbers;
import java.util.Arrays;

/** How effects of one mode are shown: additive ones in the unit of the series, multiplicative ones in % of the trend. */
record Effect(Mode mode, String unit) {
    private static final double PERCENT = 100;

    static Effect of(Mode mode, ComponentExample example) {
        return new Effect(mode, mode == Mode.ADDITIVE ? example.unit() : "% of the trend");
    }

    /** Title of an axis. */
    String title() {
        return unit.isEmpty() ? "Effect" : "Effect [" + unit + "]";
    }

    double shown(double effect) {
        return mode == Mode.ADDITIVE ? effect : PERCENT * effect;
    }

    double[] shown(double... effects) {
        return Arrays.stream(effects).map(this::shown).toArray();
    }

    /** Two effects with their unit, such as a range. */
    String text(double from, double to) {
        return Numbers.significant(shown(from)) + " to " + text(to);
    }

    /** An effect with its unit. */
    String text(double effect) {
        return (Numbers.significant(shown(effect)) + " " + unit).strip();
    }
}
