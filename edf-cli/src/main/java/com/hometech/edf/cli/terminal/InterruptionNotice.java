package com.hometech.edf.cli.terminal;

/** Says, when a person stops the process with Ctrl-C while work is going on, what became of it and how to go on. */
public final class InterruptionNotice implements AutoCloseable {
    private final Thread hook;

    /**
     * Holds until it is closed.
     *
     * @param stopped what stops, for example an execution and its name
     * @param next the command that goes on with it
     */
    public InterruptionNotice(Terminal terminal, String stopped, String next) {
        hook = new Thread(
                () -> {
                    terminal.line("@|yellow ■|@ " + stopped + " is interrupted; nothing half-written is kept");
                    terminal.plain("  go on from there: " + next);
                },
                "interruption-notice");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // too late to take it back: the notice is being shown, and it is true
        }
    }
}
