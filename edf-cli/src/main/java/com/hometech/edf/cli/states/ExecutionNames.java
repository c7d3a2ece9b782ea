package com.hometech.edf.cli.states;

import com.hometech.edf.common.error.InvalidInputException;
import java.util.regex.Pattern;

/** Names of state machines and executions: they become folders and parts of S3 keys. */
final class ExecutionNames {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,79}");

    private ExecutionNames() {}

    /** @throws InvalidInputException where {@code name} cannot name a {@code what} */
    static void requireValid(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidInputException(
                    ("The name of the %s, '%s', must have 1 to 80 letters, digits, '-' or '_' and"
                                    + " start with a letter or a digit")
                            .formatted(what, name));
        }
    }
}
