package com.hometech.edf.training.tune;

import java.util.Locale;

/**
 * One model to fit.
 *
 * @param trial whose settings it has
 * @param window number of the window that it forecasts
 * @param rowsDivisor it learns from one of so many rows
 */
record Fit(int trial, int window, int rowsDivisor) {

    /** The same window and rows with other settings. */
    Fit of(int otherTrial) {
        return new Fit(otherTrial, window, rowsDivisor);
    }

    /** For people. */
    String words() {
        return "window " + window + (rowsDivisor == 1 ? "" : ", 1/" + rowsDivisor + " of the rows");
    }

    String fileName() {
        return String.format(Locale.ROOT, "trial-%04d-window-%d-rows-%d.json", trial, window, rowsDivisor);
    }
}
