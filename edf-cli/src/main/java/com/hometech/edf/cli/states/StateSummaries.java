package com.hometech.edf.cli.states;

import com.hometech.edf.cli.states.StateSummary.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Follows events and keeps a summary of each visit to a state, telling a listener what happens. */
final class StateSummaries {

    private final ExecutionListener listener;
    private final List<StateSummary> summaries = new ArrayList<>();

    StateSummaries(ExecutionListener listener) {
        this.listener = listener;
    }

    /** The visits in their order. */
    static List<StateSummary> of(List<HistoryEvent> events) {
        StateSummaries summaries = new StateSummaries(ExecutionListener.NONE);
        events.forEach(summaries::accept);
        return List.copyOf(summaries.summaries);
    }

    /** What happens inside of a Map state is its own affair: of it the Map state's own events tell. */
    void accept(HistoryEvent event) {
        if (event.iteration().isPresent()) {
            return;
        }
        if (event.isEntry()) {
            String type = event.type().replace(HistoryEvent.STATE_ENTERED, "");
            summaries.add(new StateSummary(
                    event.state(), type, Status.RUNNING, event.timestamp(), Optional.empty(), 0, "", ""));
            listener.stateEntered(event.state());
        } else if (event.isExit()) {
            leave(event);
        } else if (event.type().equals(HistoryEvent.RETRY_SCHEDULED)) {
            retry(event);
        } else if (!summaries.isEmpty()
                && last().status() == Status.RUNNING
                && event.details().has("cause")) {
            replaceLast(Status.RUNNING, last().retries(), event);
            event.endStatus().ifPresent(end -> fail(event));
        }
    }

    private void leave(HistoryEvent event) {
        if (event.details().path("caught").booleanValue()) {
            fail(event);
            return;
        }
        StateSummary last = last();
        Duration duration = durationOf(event);
        summaries.set(
                summaries.size() - 1,
                new StateSummary(
                        last.state(),
                        last.type(),
                        Status.SUCCEEDED,
                        last.enteredAt(),
                        Optional.of(duration),
                        last.retries(),
                        "",
                        ""));
        listener.stateExited(last.state(), duration);
    }

    private void retry(HistoryEvent event) {
        int retries = event.details().path("retryCount").intValue();
        replaceLast(Status.RUNNING, retries, event);
        Duration delay = Duration.ofMillis(event.details().path("delayMillis").longValue());
        listener.stateRetried(event.state(), retries, delay, event.text("error"), event.text("cause"));
    }

    private void fail(HistoryEvent event) {
        StateSummary last = last();
        Duration duration = durationOf(event);
        summaries.set(
                summaries.size() - 1,
                new StateSummary(
                        last.state(),
                        last.type(),
                        Status.FAILED,
                        last.enteredAt(),
                        Optional.of(duration),
                        last.retries(),
                        last.error(),
                        last.cause()));
        listener.stateFailed(last.state(), last.error(), last.cause(), duration);
    }

    private void replaceLast(Status status, int retries, HistoryEvent event) {
        StateSummary last = last();
        summaries.set(
                summaries.size() - 1,
                new StateSummary(
                        last.state(),
                        last.type(),
                        status,
                        last.enteredAt(),
                        last.duration(),
                        retries,
                        event.text("error"),
                        event.text("cause")));
    }

    private static Duration durationOf(HistoryEvent event) {
        return Duration.ofMillis(event.details().path("durationMillis").longValue());
    }

    private StateSummary last() {
        return summaries.get(summaries.size() - 1);
    }
}
