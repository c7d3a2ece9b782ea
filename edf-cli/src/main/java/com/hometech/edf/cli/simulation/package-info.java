/** The system whose days {@code edf simulate} goes through: the jobs and use cases of the workflows, one after the other. */
@NullMarked
package com.hometech.edf.cli.simulation;

import org.jspecify.annotations.NullMarked;
