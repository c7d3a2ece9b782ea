package com.hometech.edf.training.tune;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.training.tune.SuccessiveHalving.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class SuccessiveHalvingTest {
    @Test
    void trialZeroClimbsToTheTopFirst() {
        assertThat(steps(3, 9, SuccessiveHalvingTest::laterIsBetter).subList(0, 3))
                .containsExactly(new Step(0, 0), new Step(0, 1), new Step(0, 2));
    }

    @Test
    void theBestThirdOfEachRungClimbs() {
        List<Step> steps = steps(3, 26, step -> step.trial());

        assertThat(steps).doesNotHaveDuplicates();
        assertThat(trialsOn(0, steps)).hasSize(27);
        assertThat(trialsOn(1, steps)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(trialsOn(2, steps)).containsExactly(0, 1, 2);
        // not before so many others are there that it is among the best third
        assertThat(steps.indexOf(new Step(1, 1))).isEqualTo(steps.indexOf(new Step(5, 0)) + 1);
    }

    @Test
    void whoIsBetterThanAllBeforeClimbsAtOnce() {
        List<Step> steps = steps(3, 10, SuccessiveHalvingTest::laterIsBetter);

        assertThat(steps.subList(3, 7)).containsExactly(new Step(1, 0), new Step(2, 0), new Step(2, 1), new Step(3, 0));
        assertThat(trialsOn(2, steps)).contains(10);
    }

    @Test
    void fewTrialsBringOneToTheTopAllTheSame() {
        List<Step> steps = steps(3, 1, step -> step.trial());

        assertThat(steps)
                .containsExactly(
                        new Step(0, 0), new Step(0, 1), new Step(0, 2), new Step(1, 0), new Step(1, 1), new Step(1, 2));
    }

    @Test
    void fewerTrialsAreTheBeginningOfMore() {
        ToDoubleFunction<Step> scores = step -> Math.sin(7 * step.trial() + step.rung());
        List<Step> more = steps(3, 40, scores);
        List<Step> fewer = steps(3, 20, scores);

        assertThat(more.subList(0, fewer.size())).isEqualTo(fewer);
    }

    @Test
    void theBestChallengerIsTheBestAtTheTopBesideTrialZero() {
        SuccessiveHalving halving = new SuccessiveHalving(2, 2);
        assertThat(halving.bestChallenger()).isEmpty();
        halving.finished(new Step(0, 0), 1);
        halving.finished(new Step(0, 1), 1);
        halving.finished(new Step(1, 0), 0.1);
        halving.finished(new Step(2, 1), 3);
        halving.finished(new Step(1, 1), 2);

        assertThat(halving.bestChallenger()).contains(1);
    }

    private static List<Integer> trialsOn(int rung, List<Step> steps) {
        return steps.stream()
                .filter(step -> step.rung() == rung)
                .map(Step::trial)
                .toList();
    }

    private static double laterIsBetter(Step step) {
        return -step.trial();
    }

    private static List<Step> steps(int rungs, int trials, ToDoubleFunction<Step> scores) {
        SuccessiveHalving halving = new SuccessiveHalving(rungs, trials);
        List<Step> steps = new ArrayList<>();
        for (Optional<Step> step = halving.next(); step.isPresent(); step = halving.next()) {
            steps.add(step.get());
            halving.finished(step.get(), scores.applyAsDouble(step.get()));
        }
        return steps;
    }
}
