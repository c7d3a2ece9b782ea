package com.hometech.edf.cli.workflow;

import com.hometech.edf.cli.states.ExecutionListener;
import com.hometech.edf.cli.terminal.Durations;
import com.hometech.edf.cli.terminal.Terminal;
import com.hometech.edf.common.job.JobContext;
import java.time.Duration;

/**
 * Shows an execution as it goes: each state with its time, and progress of long work in a live line. Why a state failed
 * is said once: at the end of an execution that fails, and at once where the execution goes on without the state.
 */
final class WorkflowView implements ExecutionListener, JobContext.Progress {
    private final Terminal terminal;
    private volatile String state = "";
    /** Why the state before failed; empty where it did not, or where that was said. */
    private String caught = "";

    WorkflowView(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Forgets what an earlier execution left: a new one begins. */
    void begin() {
        caught = "";
    }

    @Override
    public void stateEntered(String state) {
        this.state = state;
        terminal.live("  @|cyan ▸|@ " + state);
    }

    @Override
    public void stateExited(String state, Duration duration) {
        if (!caught.isEmpty()) {
            terminal.plain("      went on without it: " + caught);
            caught = "";
        }
        terminal.line(String.format("  @|green ✓|@ %-34s %10s", state, Durations.text(duration)));
    }

    @Override
    public void stateFailed(String state, String error, String cause, Duration duration) {
        caught = Reason.of(cause).lines().findFirst().orElse(error);
        terminal.line(String.format("  @|red ✗|@ %-34s %10s", state, Durations.text(duration)));
    }

    @Override
    public void stateRetried(String state, int retry, Duration delay, String error, String cause) {
        String reason = Reason.of(cause).lines().findFirst().orElse(error);
        terminal.line(
                String.format("  @|yellow ↻|@ %-34s %10s  retry %d in %s", state, "", retry, Durations.text(delay)));
        terminal.plain("      " + reason);
    }

    @Override
    public void report(String what, long done, long total) {
        String share = total > 0 ? String.format("%,d of %,d", done, total) : String.format("%,d", done);
        terminal.live("  @|cyan ▸|@ " + state + "  " + what + " " + share);
    }
}
