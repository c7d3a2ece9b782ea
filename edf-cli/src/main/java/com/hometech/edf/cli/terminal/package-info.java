/** What the command shows on a terminal: words, tables and plots, plain where the output is not a terminal. */
@NullMarked
package com.hometech.edf.cli.terminal;

import org.jspecify.annotations.NullMarked;
