/** An evaluation for people: a page for the one who approves models, and a small table for the terminal. */
@NullMarked
package com.hometech.edf.training.report;

import org.jspecify.annotations.NullMarked;
