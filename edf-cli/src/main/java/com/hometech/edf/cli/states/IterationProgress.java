package com.hometech.edf.cli.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What an iteration of a Map state did before the execution was interrupted or failed.
 *
 * @param output what it gave; empty unless it succeeded
 * @param resume where it is to go on; empty where it succeeded or did not come so far
 */
record IterationProgress(Optional<JsonNode> output, Optional<Position> resume) {

    /** An iteration that was not started yet. */
    static final IterationProgress NONE = new IterationProgress(Optional.empty(), Optional.empty());
}
