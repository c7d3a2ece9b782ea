package com.hometech.edf.training.backtest;

import com.hometech.edf.training.evaluation.EvaluationReport.GroupScores;
import com.hometech.edf.training.evaluation.ModelEvaluation.Example;
import com.hometech.edf.training.evaluation.Scores;
import java.util.List;

/**
 * What a backtest found.
 *
 * @param scores what is kept
 * @param strategies what a page shows of each, in the order of the request
 */
public record BacktestResult(BacktestScores scores, List<StrategyResult> strategies) {
    public BacktestResult {
        strategies = List.copyOf(strategies);
    }

    /**
     * One strategy.
     *
     * @param name of the strategy
     * @param scores beside the plain forecasts
     * @param sites of each site, all leads and each day ahead
     * @param examples forecasts of a few buildings with what happened
     */
    public record StrategyResult(String name, Scores scores, List<GroupScores> sites, List<Example> examples) {
        public StrategyResult {
            sites = List.copyOf(sites);
            examples = List.copyOf(examples);
        }
    }
}
