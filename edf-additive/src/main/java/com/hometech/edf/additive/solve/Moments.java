package com.hometech.edf.additive.solve;

/**
 * Sums of products of the model's columns over rows: of the free parameters (rate, offset, features), of the hinges, and
 * between them. All that a fit with additive terms needs of its history; sums of two sets of rows with the same scales and
 * changepoints are the moments of both.
 *
 * <p>Columns that have no products with each other, as most holidays, are kept apart: with n of them n numbers take the place
 * of n². They are the last of the free parameters.
 *
 * @param free number of free parameters that are not lone
 * @param hinges number of changepoints
 * @param freeFree symmetric, row after row
 * @param freeHinge row after row, a row for each free parameter
 * @param hingeHinge symmetric, row after row
 * @param lone products of the lone columns
 */
record Moments(int free, int hinges, double[] freeFree, double[] freeHinge, double[] hingeHinge, Lone lone) {
    /** Places of rate and offset among the free parameters; features follow. */
    static final int RATE = 0;

    static final int OFFSET = 1;
    static final int FEATURES = 2;

    /**
     * Products of lone columns: with themselves, with the other free parameters and with the hinges.
     *
     * @param squares by lone column
     * @param free row after row, a row for each lone column
     * @param hinges row after row, a row for each lone column
     */
    record Lone(double[] squares, double[] free, double[] hinges) {
        static Lone zero(int count, int free, int hinges) {
            return new Lone(new double[count], new double[count * free], new double[count * hinges]);
        }

        int count() {
            return squares.length;
        }
    }

    static Moments zero(int free, int hinges) {
        return zero(free, 0, hinges);
    }

    private static Moments zero(int free, int lone, int hinges) {
        return new Moments(
                free,
                hinges,
                new double[free * free],
                new double[free * hinges],
                new double[hinges * hinges],
                Lone.zero(lone, free, hinges));
    }

    /**
     * Weights of rows in the products of each pair of parts. For additive terms on a linear trend all are 1; elsewhere the
     * columns of trend and multiplicative features come with factors of their own in every row.
     */
    record Weights(
            double[] trendTrend,
            double[] trendAdditive,
            double[] trendMultiplicative,
            double[] additiveAdditive,
            double[] additiveMultiplicative,
            double[] multiplicativeMultiplicative) {
        double[] trendWith(boolean multiplicative) {
            return multiplicative ? trendMultiplicative : trendAdditive;
        }

        double[] features(boolean first, boolean second) {
            return first == second ? first ? multiplicativeMultiplicative : additiveAdditive : additiveMultiplicative;
        }
    }

    /** Products over all rows of a history; a flat trend has no rate and no hinges. */
    static Moments of(DesignMatrix features, Hinges hinges, boolean hasRate, Weights weights) {
        int coupled = features.coupledColumns();
        int all = features.blocks().stream().mapToInt(ColumnBlock::width).sum();
        Moments moments = zero(FEATURES + coupled, all - coupled, hinges.count());
        moments.addTrend(hinges, hasRate, weights.trendTrend());
        int first = FEATURES;
        for (ColumnBlock block : features.blocks()) {
            moments.addTrendWith(block, first, hinges, hasRate, weights.trendWith(block.multiplicative));
            int second = FEATURES;
            for (ColumnBlock other : features.blocks()) {
                double[] weight = weights.features(block.multiplicative, other.multiplicative);
                if (block.isLone() && block == other) {
                    moments.addLone(block, first, weight);
                } else if (second <= first && !(block.isLone() && other.isLone())) {
                    moments.addFeatures(block, first, other, second, weight);
                }
                second += other.width();
            }
            first += block.width();
        }
        return moments;
    }

    private void addTrend(Hinges hinges, boolean hasRate, double[] weights) {
        double[] times = hinges.times();
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        for (int row = 0; row < times.length; row++) {
            double weighted = weights[row] * times[row];
            sum0 += weights[row];
            sum1 += weighted;
            sum2 += weighted * times[row];
        }
        set(OFFSET, OFFSET, sum0);
        if (!hasRate) {
            return;
        }
        set(RATE, RATE, sum2);
        set(RATE, OFFSET, sum1);
        double[][] powers = hinges.powers(weights);
        for (int hinge = 0; hinge < this.hinges; hinge++) {
            double place = hinges.place(hinge);
            freeHinge[OFFSET * this.hinges + hinge] = powers[1][hinge];
            freeHinge[RATE * this.hinges + hinge] = powers[2][hinge] + place * powers[1][hinge];
            for (int before = 0; before <= hinge; before++) {
                // (t - s)(t - s') = (t - s)^2 + (s - s')(t - s) where t > s >= s'
                double product = powers[2][hinge] + (place - hinges.place(before)) * powers[1][hinge];
                hingeHinge[hinge * this.hinges + before] = product;
                hingeHinge[before * this.hinges + hinge] = product;
            }
        }
    }

    private void addTrendWith(ColumnBlock block, int first, Hinges hinges, boolean hasRate, double[] weights) {
        int width = block.width();
        double[] times = hinges.times();
        double[] sums = new double[width];
        if (!hasRate) {
            block.addTransposed(weights, 0, times.length, sums, 0);
            for (int index = 0; index < width; index++) {
                set(first + index, OFFSET, sums[index]);
            }
            return;
        }
        double[] local = hinges.local(weights);
        double[] hinged = new double[width];
        for (int hinge = this.hinges - 1; hinge >= 0; hinge--) {
            double gap = hinge + 1 < this.hinges ? hinges.place(hinge + 1) - hinges.place(hinge) : 0;
            for (int index = 0; index < width; index++) {
                hinged[index] += gap * sums[index];
            }
            block.addTransposed(local, hinges.firstRow(hinge), hinges.firstRow(hinge + 1), hinged, 0);
            block.addTransposed(weights, hinges.firstRow(hinge), hinges.firstRow(hinge + 1), sums, 0);
            for (int index = 0; index < width; index++) {
                setHinge(first + index, hinge, hinged[index]);
            }
        }
        int early = this.hinges == 0 ? times.length : hinges.firstRow(0);
        double start = this.hinges == 0 ? 0 : hinges.place(0);
        double[] timed = new double[width];
        for (int index = 0; index < width; index++) {
            timed[index] = hinged[index] + start * sums[index];
        }
        double[] weightedTimes = new double[early];
        for (int row = 0; row < early; row++) {
            weightedTimes[row] = weights[row] * times[row];
        }
        block.addTransposed(weightedTimes, 0, early, timed, 0);
        block.addTransposed(weights, 0, early, sums, 0);
        for (int index = 0; index < width; index++) {
            set(first + index, OFFSET, sums[index]);
            set(first + index, RATE, timed[index]);
        }
    }

    private void addFeatures(ColumnBlock block, int first, ColumnBlock other, int second, double[] weights) {
        boolean swap = other.rank() > block.rank();
        ColumnBlock lead = swap ? other : block;
        ColumnBlock follow = swap ? block : other;
        int leadStart = swap ? second : first;
        int followStart = swap ? first : second;
        double[] products = new double[lead.width() * follow.width()];
        lead.products(follow, weights, products);
        for (int row = 0; row < lead.width(); row++) {
            for (int column = 0; column < follow.width(); column++) {
                set(leadStart + row, followStart + column, products[row * follow.width() + column]);
            }
        }
    }

    /** Subtracts from each column's product with residuals what a step of the parameters takes away; no column is lone. */
    void subtractProducts(double[] steps, double[] moves, double[] byFree, double[] byHinge) {
        for (int row = 0; row < free; row++) {
            double sum = 0;
            for (int column = 0; column < free; column++) {
                sum += freeFree[row * free + column] * steps[column];
            }
            for (int hinge = 0; hinge < hinges; hinge++) {
                double product = freeHinge[row * hinges + hinge];
                sum += product * moves[hinge];
                byHinge[hinge] -= product * steps[row];
            }
            byFree[row] -= sum;
        }
        for (int row = 0; row < hinges; row++) {
            for (int column = 0; column < hinges; column++) {
                byHinge[row] -= hingeHinge[row * hinges + column] * moves[column];
            }
        }
    }

    /** A free parameter's product with itself, also of a lone one. */
    double ownSquare(int index) {
        return index < free ? square(index) : lone.squares()[index - free];
    }

    /** A free parameter's product with itself. */
    double square(int index) {
        return freeFree[index * free + index];
    }

    /** These free parameters among more, whose products are 0; no column is lone. */
    Moments spread(int[] places, int all) {
        Moments more = zero(all, hinges);
        for (int row = 0; row < free; row++) {
            for (int column = 0; column < free; column++) {
                more.freeFree[places[row] * all + places[column]] = freeFree[row * free + column];
            }
            System.arraycopy(freeHinge, row * hinges, more.freeHinge, places[row] * hinges, hinges);
        }
        System.arraycopy(hingeHinge, 0, more.hingeHinge, 0, hingeHinge.length);
        return more;
    }

    /** Some of the free parameters; no column is lone. */
    Moments only(int[] some) {
        Moments fewer = zero(some.length, hinges);
        for (int row = 0; row < some.length; row++) {
            for (int column = 0; column < some.length; column++) {
                fewer.freeFree[row * some.length + column] = freeFree[some[row] * free + some[column]];
            }
            System.arraycopy(freeHinge, some[row] * hinges, fewer.freeHinge, row * hinges, hinges);
        }
        System.arraycopy(hingeHinge, 0, fewer.hingeHinge, 0, hingeHinge.length);
        return fewer;
    }

    /** The moments of two sets of rows, or of one without the other; no column is lone. */
    Moments plus(Moments other, int sign) {
        return new Moments(
                free,
                hinges,
                SufficientStatistics.sum(freeFree, other.freeFree, sign),
                SufficientStatistics.sum(freeHinge, other.freeHinge, sign),
                SufficientStatistics.sum(hingeHinge, other.hingeHinge, sign),
                lone);
    }

    /** Columns of zeros and ones: their squares are their sums. */
    private void addLone(ColumnBlock block, int first, double[] weights) {
        double[] sums = new double[block.width()];
        block.addTransposed(weights, 0, weights.length, sums, 0);
        System.arraycopy(sums, 0, lone.squares, first - free, sums.length);
    }

    private void set(int row, int column, double value) {
        int last = Math.max(row, column);
        if (last >= free) {
            lone.free[(last - free) * free + Math.min(row, column)] = value;
        } else {
            freeFree[row * free + column] = value;
            freeFree[column * free + row] = value;
        }
    }

    private void setHinge(int row, int hinge, double value) {
        if (row >= free) {
            lone.hinges[(row - free) * hinges + hinge] = value;
        } else {
            freeHinge[row * hinges + hinge] = value;
        }
    }
}
