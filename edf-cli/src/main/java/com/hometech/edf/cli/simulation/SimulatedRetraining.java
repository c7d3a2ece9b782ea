package com.hometech.edf.cli.simulation;

import com.hometech.edf.cli.Workbench;
import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.inference.retraining.DecideRetraining;
import com.hometech.edf.inference.retraining.DecideRetraining.Outcome;
import com.hometech.edf.inference.retraining.DecideRetraining.Question;
import com.hometech.edf.inference.retraining.Training;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides each day whether a model is trained or goes live, by the use case of the monitoring workflow, and trains at once. Nobody
 * is there to approve models, so those that proved better go live as {@code automatic_approval} lets them.
 */
final class SimulatedRetraining {
    private final Workbench bench;
    private final SimulatedTraining training;

    SimulatedRetraining(Workbench bench, SimulatedTraining training) {
        this.bench = bench;
        this.training = training;
    }

    /**
     * What was decided, and done.
     *
     * @param fitted models that were trained, beside what asked for them
     */
    record Decided(Outcome outcome, List<Fitted> fitted) {}

    /** A model that was trained, and what asked for it. */
    record Fitted(Training asked, ModelPackage model) {}

    /** Decides; again on the same day for the same. */
    Decided decide() throws IOException {
        Outcome outcome = new DecideRetraining(
                        bench.platform(), bench.config().edfMonitoring().withAutomaticApproval())
                .decide(new Question(
                        bench.places().monitoring(),
                        bench.places().accuracy(),
                        Map.of(bench.config().edfFeatureEng().quantity(), bench.modelGroup()),
                        Map.of()));
        List<Fitted> fitted = new ArrayList<>();
        for (Training asked : outcome.trainings()) {
            fitted.add(new Fitted(asked, fit(asked)));
        }
        return new Decided(outcome, fitted);
    }

    /** An interrupted day may have registered it. */
    private ModelPackage fit(Training asked) throws IOException {
        Optional<ModelPackage> registered = training.find(asked.execution());
        return registered.isPresent()
                ? registered.get()
                : training.run(asked.execution(), asked.asOf(), asked.reason());
    }
}
