package com.hometech.edf.inference.retraining;

import com.hometech.edf.common.domain.Quantity;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a model is trained, and why.
 *
 * @param quantity whose model
 * @param outcome what is done
 * @param text why, in a sentence or two
 * @param start the training; null unless one is started
 */
public record RetrainingDecision(
        Quantity quantity,
        Outcome outcome,
        String text,
        @Nullable Training start) {

    /** What is done. */
    public enum Outcome {
        /** A model is trained. */
        TRAIN,
        /** Something asks for a new model, but something else speaks against training one now. */
        HELD_BACK,
        /** Nothing asks for a new model. */
        NOTHING_TO_DO
    }

    /** The training to start; empty where none is. */
    public Optional<Training> training() {
        return Optional.ofNullable(start);
    }
}
