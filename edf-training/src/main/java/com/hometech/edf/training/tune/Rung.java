package com.hometech.edf.training.tune;

import com.hometech.edf.training.tune.SuccessiveHalving.Step;
import java.util.List;

/** What a trial is fitted with on its way up: each rung costs a multiple of the one below and tells more. */
enum Rung {
    /** A third of the rows before the newest window. */
    SCREENED(1, 3),
    /** All rows before the newest window. */
    NEWEST(1, 1),
    /** All rows before each window; the fit of the rung below is one of them. */
    FULL(Integer.MAX_VALUE, 1);

    private final int mostWindows;
    private final int rowsDivisor;

    Rung(int mostWindows, int rowsDivisor) {
        this.mostWindows = mostWindows;
        this.rowsDivisor = rowsDivisor;
    }

    /** The fits of a trial that its score on this rung is made of. */
    List<Fit> fits(int trial, WindowPlan plan) {
        return plan.windows().stream()
                .limit(mostWindows)
                .map(window -> new Fit(trial, window.number(), rowsDivisor))
                .toList();
    }

    static Rung of(Step step) {
        return values()[step.rung()];
    }
}
