package com.hometech.edf.training.tune;

import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.error.InsufficientHistoryException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.features.build.StoredBuildings;
import com.hometech.edf.features.input.TimeSpan;
import com.hometech.edf.training.backtest.Backtest;
import com.hometech.edf.training.backtest.BacktestListener;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;

/**
 * Use case: searches settings of boosting that suit some readings better than those of the configuration. Trials are fitted
 * and scored on past windows before the part of the readings that a backtest judges by; successive halving gives few of them
 * the whole effort. Every finished fit is kept: the same request goes on after an interruption, and with more trials or time.
 */
public final class Tune {
    private final EdfConfig config;
    private final Topology topology;
    private final StoredBuildings.Tables tables;
    private final TuneFolder folder;
    private final Clock clock;
    private final BacktestListener listener;

    /**
     * Prepares a search.
     *
     * @param config whose settings are trial 0
     * @param tables the imported readings and weather
     * @param folder claimed for the request
     * @param clock says when a model was made
     */
    public Tune(
            EdfConfig config,
            Topology topology,
            StoredBuildings.Tables tables,
            TuneFolder folder,
            Clock clock,
            BacktestListener listener) {
        this.config = config;
        this.topology = topology;
        this.tables = tables;
        this.folder = folder;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Searches. Writes {@code trials.json} and {@code trials.csv}, after each step as far as it is.
     *
     * @param trials how many to begin beside the configuration's own settings
     * @param budget time of all calls for the same request together
     * @throws InsufficientHistoryException when the readings are too few for windows before the hold-out
     */
    public TuneReport run(TuneRequest request, int trials, TimeBudget budget) throws IOException {
        if (trials < 1) {
            throw new InvalidInputException("--trials is " + trials + "; give a whole number of at least 1");
        }
        folder.clearResults();
        budget.spentBefore(folder.spent());
        Instant end = request.end() == null ? Instant.ofEpochSecond(TimeSpan.EVER.endEpochSecond()) : request.end();
        WindowPlan plan = plan(end);
        // read again, so that nothing of the hold-out is there to be seen
        StoredBuildings stored = StoredBuildings.read(config, topology, tables, plan.holdOutFrom());
        TrialFits fits = new TrialFits(config, topology, stored, clock, Backtest.feedsIn(config, topology));
        return new Search(config, request, plan, folder, fits, budget, listener).run(trials);
    }

    private WindowPlan plan(Instant end) throws IOException {
        StoredBuildings all = StoredBuildings.read(config, topology, tables, end);
        return WindowPlan.of(config, Instant.ofEpochSecond(all.grid().epochSecond(0)), all.dataEnd());
    }
}
