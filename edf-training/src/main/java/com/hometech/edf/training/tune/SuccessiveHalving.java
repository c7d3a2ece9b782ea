package com.hometech.edf.training.tune;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Decides what to try next: successive halving (Jamieson and Talwalkar, 2016; Li et al., Hyperband, 2018) in the form that
 * needs no brackets to be filled first (Li et al., A System for Massively Parallel Hyperparameter Tuning, 2020). Trials begin
 * on the lowest rung, where they cost least; whoever is among the best third of a rung climbs to the next. Stopped at any
 * time, it has climbed as high as the time allowed. Trial 0 climbs first and to the top: all others are measured by it.
 *
 * <p>What comes next is a function of the scores so far alone: the same scores give the same sequence. Fewer trials give
 * the beginning of the sequence of more, but that at the end the best climbs even where it is not among a third.
 */
final class SuccessiveHalving {
    /** One of so many climbs; Li et al. (2018) find 3 or 4 to serve best. */
    static final int REDUCTION = 3;

    private final int trials;
    /** Scores by trial, from the lowest rung. */
    private final List<TreeMap<Integer, Double>> rungs = new ArrayList<>();

    /**
     * A trial on a rung.
     *
     * @param trial 0: the settings that others are measured by
     * @param rung 0 is the lowest
     */
    record Step(int trial, int rung) {}

    /**
     * @param rungs how many there are
     * @param trials how many to begin beside trial 0
     */
    SuccessiveHalving(int rungs, int trials) {
        this.trials = trials;
        for (int rung = 0; rung < rungs; rung++) {
            this.rungs.add(new TreeMap<>());
        }
    }

    /** Takes the score of a step; less is better. */
    void finished(Step step, double score) {
        rungs.get(step.rung()).put(step.trial(), score);
    }

    /** What to do next; empty where there is nothing left to do. */
    Optional<Step> next() {
        for (int rung = 0; rung < rungs.size(); rung++) {
            if (!rungs.get(rung).containsKey(0)) {
                return Optional.of(new Step(0, rung));
            }
        }
        Optional<Step> climb = climb(false);
        int begun = rungs.get(0).size() - 1;
        if (climb.isEmpty() && begun < trials) {
            return Optional.of(new Step(begun + 1, 0));
        }
        return climb.isPresent() ? climb : climb(true);
    }

    /**
     * A step up to the highest rung that one may climb to.
     *
     * @param last whether nothing new will begin: then the best climbs where no other than trial 0 has
     */
    private Optional<Step> climb(boolean last) {
        for (int rung = rungs.size() - 2; rung >= 0; rung--) {
            TreeMap<Integer, Double> above = rungs.get(rung + 1);
            List<Integer> ranking = ranking(rung);
            int climbing = ranking.size() / REDUCTION;
            for (int place = 0; place < ranking.size(); place++) {
                int trial = ranking.get(place);
                boolean may = place < climbing || (last && above.size() == 1);
                if (may && !above.containsKey(trial)) {
                    return Optional.of(new Step(trial, rung + 1));
                }
            }
        }
        return Optional.empty();
    }

    /** Trials from best to worst; of equals the earlier first. */
    private List<Integer> ranking(int rung) {
        TreeMap<Integer, Double> scores = rungs.get(rung);
        return scores.keySet().stream()
                .sorted(Comparator.comparing((Integer trial) -> scores.get(trial)))
                .toList();
    }

    /** The best on the highest rung but trial 0; empty where none came there. */
    Optional<Integer> bestChallenger() {
        return ranking(rungs.size() - 1).stream().filter(trial -> trial != 0).findFirst();
    }
}
