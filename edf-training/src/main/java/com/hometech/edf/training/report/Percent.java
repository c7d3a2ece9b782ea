package com.hometech.edf.training.report;

import com.hometech.edf.data.page.Numbers;

/** Values that are already in percent, as text. */
final class Percent {
    private Percent() {}

    static String of(double percent) {
        return Double.isFinite(percent) ? Numbers.fixed(percent, 1) + " %" : Numbers.MISSING;
    }
}
