/**
 * The {@code edf} command: the embedded platform, the state machine runner and everything a person sees in a terminal.
 */
@NullMarked
package com.hometech.edf.cli;

import org.jspecify.annotations.NullMarked;
