/** Training runs as the command shows and compares them. */
@NullMarked
package com.hometech.edf.cli.runs;

import org.jspecify.annotations.NullMarked;
