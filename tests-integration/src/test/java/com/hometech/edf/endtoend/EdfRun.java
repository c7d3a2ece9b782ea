package com.hometech.edf.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hometech.edf.cli.Edf;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the {@code edf} command answered in this process.
 *
 * @param exitCode what it told the shell
 * @param out what it printed to standard output
 * @param err what it printed to standard error
 */
record EdfRun(int exitCode, String out, String err) {

    /** Runs the command with everything kept in {@code home}. */
    static EdfRun in(Path home, String... words) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, UTF_8));
        System.setErr(new PrintStream(complained, true, UTF_8));
        try {
            int exitCode = Edf.run(Stream.concat(Stream.of(words), Stream.of("--home", home.toString()))
                    .toArray(String[]::new));
            return new EdfRun(exitCode, printed.toString(UTF_8), complained.toString(UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    /** Runs the command and asks that it succeeds. */
    static EdfRun done(Path home, String... words) {
        EdfRun run = in(home, words);
        if (run.exitCode() != 0) {
            throw new AssertionError(List.of(words) + " ended with " + run);
        }
        return run;
    }
}
