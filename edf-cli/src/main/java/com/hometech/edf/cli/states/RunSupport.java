package com.hometech.edf.cli.states;

/**
 * What all states of a run need.
 *
 * @param identity which execution runs
 * @param tasks does the work of Task states
 * @param deadline when the run must have ended
 * @param sleeper tells how long something took
 */
record RunSupport(ExecutionIdentity identity, TaskRunner tasks, Deadline deadline, Sleeper sleeper) {}
