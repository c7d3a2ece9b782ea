/** The subcommands of {@code edf}: they read words, call a use case and print. */
@NullMarked
package com.hometech.edf.cli.command;

import org.jspecify.annotations.NullMarked;
