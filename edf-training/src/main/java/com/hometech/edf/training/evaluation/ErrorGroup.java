package com.hometech.edf.training.evaluation;

/** Sums over errors that belong together, such as those of all buildings at one hour: enough for the mean over their pairs. */
final class ErrorGroup {
    private long count;
    private double sum;
    private double squares;

    void add(double error) {
        count++;
        sum += error;
        squares += error * error;
    }

    void add(ErrorGroup other) {
        count += other.count;
        sum += other.sum;
        squares += other.squares;
    }

    long count() {
        return count;
    }

    double squares() {
        return squares;
    }

    /** Ordered pairs of two different errors. */
    double pairs() {
        return (double) count * (double) (count - 1);
    }

    /** Sum of the products of these pairs. */
    double products() {
        return sum * sum - squares;
    }
}
