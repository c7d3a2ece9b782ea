/**
 * Runs state machine definitions written in the Amazon States Language (JSONata) inside this JVM.
 *
 * <p>{@link com.hometech.edf.cli.states.StateMachineDefinition} reads and checks a definition: a field, a state type or
 * a function that the runner does not support is refused with its path, never ignored.
 * {@link com.hometech.edf.cli.states.StateMachineRunner} executes it, {@link com.hometech.edf.cli.states.Executions}
 * keeps each execution's history on disk, so that a second start is a no-op and a failed or killed execution can be
 * redriven. The package knows nothing of SageMaker or Lambda: a task is a
 * {@link com.hometech.edf.cli.states.TaskHandler}.
 */
@NullMarked
package com.hometech.edf.cli.states;

import org.jspecify.annotations.NullMarked;
