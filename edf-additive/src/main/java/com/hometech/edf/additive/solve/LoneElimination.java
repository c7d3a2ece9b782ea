package com.hometech.edf.additive.solve;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A quadratic model without its lone columns, for a given noise: what they add at their best, given the others, is taken out
 * (their block is diagonal, so its Schur complement costs no more than products). Without lone columns, the model itself.
 *
 * @param moments of the whole model
 * @param diagonal of the lone columns, with their priors
 * @param linear of the lone columns
 * @param freeFree what is left
 * @param freeHinge what is left
 * @param hingeHinge what is left
 * @param freeLinear what is left
 * @param hingeLinear what is left
 */
record LoneElimination(
        Moments moments,
        double[] diagonal,
        double[] linear,
        double[] freeFree,
        double[] freeHinge,
        double[] hingeHinge,
        double[] freeLinear,
        double[] hingeLinear) {

    /**
     * @param ridge of all free parameters, the lone ones last
     * @param freeLinear of all free parameters
     * @return null where the model is not convex in a lone column
     */
    static @Nullable LoneElimination of(Moments moments, double[] ridge, double[] freeLinear, double[] hingeLinear) {
        int free = moments.free();
        double[] linear = Arrays.copyOfRange(freeLinear, free, freeLinear.length);
        double[] diagonal = new double[linear.length];
        for (int index = 0; index < diagonal.length; index++) {
            diagonal[index] = moments.lone().squares()[index] + ridge[free + index];
            if (!(diagonal[index] > 0)) {
                return null;
            }
        }
        boolean any = diagonal.length > 0;
        LoneElimination left = new LoneElimination(
                moments,
                diagonal,
                linear,
                any ? moments.freeFree().clone() : moments.freeFree(),
                any ? moments.freeHinge().clone() : moments.freeHinge(),
                any ? moments.hingeHinge().clone() : moments.hingeHinge(),
                Arrays.copyOf(freeLinear, free),
                any ? hingeLinear.clone() : hingeLinear);
        for (int index = 0; index < diagonal.length; index++) {
            left.eliminate(index);
        }
        return left;
    }

    private void eliminate(int index) {
        int free = moments.free();
        int hinges = moments.hinges();
        double[] byFree = moments.lone().free();
        double[] byHinge = moments.lone().hinges();
        int freeStart = index * free;
        int hingeStart = index * hinges;
        for (int row = 0; row < free; row++) {
            double part = byFree[freeStart + row] / diagonal[index];
            freeLinear[row] -= part * linear[index];
            // the lower triangle is all that a factor is made of
            for (int column = 0; column <= row; column++) {
                freeFree[row * free + column] -= part * byFree[freeStart + column];
            }
            for (int hinge = 0; hinge < hinges; hinge++) {
                freeHinge[row * hinges + hinge] -= part * byHinge[hingeStart + hinge];
            }
        }
        for (int row = 0; row < hinges; row++) {
            double part = byHinge[hingeStart + row] / diagonal[index];
            hingeLinear[row] -= part * linear[index];
            for (int column = 0; column < hinges; column++) {
                hingeHinge[row * hinges + column] -= part * byHinge[hingeStart + column];
            }
        }
    }

    /** All free parameters' steps, from those of the others and of the hinges. */
    double[] completed(double[] steps, double[] hingeSteps) {
        int free = moments.free();
        double[] all = Arrays.copyOf(steps, free + diagonal.length);
        for (int index = 0; index < diagonal.length; index++) {
            all[free + index] = (linear[index] - product(moments, index, steps, hingeSteps)) / diagonal[index];
        }
        return all;
    }

    /** A lone column's products times the steps of the others. */
    static double product(Moments moments, int index, double[] steps, double[] hingeSteps) {
        int free = moments.free();
        int hinges = moments.hinges();
        double sum = 0;
        for (int column = 0; column < free; column++) {
            sum += moments.lone().free()[index * free + column] * steps[column];
        }
        for (int hinge = 0; hinge < hinges; hinge++) {
            sum += moments.lone().hinges()[index * hinges + hinge] * hingeSteps[hinge];
        }
        return sum;
    }
}
