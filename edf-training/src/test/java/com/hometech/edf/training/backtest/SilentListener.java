package com.hometech.edf.training.backtest;

import java.time.Duration;

/** Ignores what it is told. */
public final class SilentListener implements BacktestListener {
    @Override
    public void begun(String step) {}

    @Override
    public void finished(String step, Duration took) {}

    @Override
    public void report(String what, long done, long total) {}
}
