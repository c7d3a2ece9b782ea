package com.hometech.edf.cli.command;

import com.hometech.edf.cli.terminal.Durations;
import com.hometech.edf.cli.terminal.Terminal;
import com.hometech.edf.training.backtest.BacktestListener;
import java.time.Duration;

/** Shows a backtest, or another study of the past, as it goes: each step with its time, and progress of long work in a live line. */
final class BacktestView implements BacktestListener {
    private final Terminal terminal;
    private volatile String step = "";

    BacktestView(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void begun(String begun) {
        step = begun;
        terminal.live("  @|cyan ▸|@ " + begun);
    }

    @Override
    public void finished(String finished, Duration took) {
        terminal.line(String.format("  @|green ✓|@ %-50s %10s", finished, Durations.text(took)));
    }

    @Override
    public void report(String what, long done, long total) {
        terminal.live(String.format("  @|cyan ▸|@ %s  %s %,d of %,d", step, what, done, total));
    }
}
