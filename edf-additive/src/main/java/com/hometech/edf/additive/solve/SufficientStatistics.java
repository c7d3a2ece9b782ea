package com.hometech.edf.additive.solve;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * All that a linear model with additive terms needs to know of its rows: their number, the products of all columns with each
 * other and with the residuals of a reference, and the sum of these residuals' squares. Sums of two sets of rows with the
 * same scales, changepoints and reference are those of both, so rows can come and go. Immutable.
 *
 * <p>Residuals of a reference that fits well, instead of the values themselves, keep the digits that the sum of squares near
 * the maximum would lose as a difference of large numbers.
 */
public final class SufficientStatistics {
    private final int rows;
    private final Moments moments;
    private final double[] freeProducts;
    private final double[] hingeProducts;
    private final double squares;
    /** Sizes of all sums that were rounded so far, for each free parameter's own square and then the residuals' squares. */
    private final double[] rounded;

    private SufficientStatistics(
            int rows,
            Moments moments,
            double[] freeProducts,
            double[] hingeProducts,
            double squares,
            double[] rounded) {
        this.rows = rows;
        this.moments = moments;
        this.freeProducts = freeProducts;
        this.hingeProducts = hingeProducts;
        this.squares = squares;
        this.rounded = rounded;
    }

    /**
     * The statistics of some rows.
     *
     * @param residuals of the reference, by row
     * @param hinges over the same rows; ignored where the trend is flat
     * @param features of the same rows, all additive, {@link DesignMatrix.Builder#plain plain}
     */
    public static SufficientStatistics of(Curve curve, double[] residuals, Hinges hinges, DesignMatrix features) {
        if (curve == Curve.LOGISTIC || features.isMultiplicative()) {
            throw new IllegalArgumentException("Sums say nothing about a model that is not linear");
        }
        Hinges used = curve == Curve.FLAT ? new Hinges(hinges.times(), new double[0]) : hinges;
        double[] ones = new double[residuals.length];
        Arrays.fill(ones, 1);
        Moments present = Moments.of(
                features, used, curve != Curve.FLAT, new Moments.Weights(ones, ones, ones, ones, ones, ones));
        int[] places = places(features);
        int free = Moments.FEATURES + features.columns();
        Moments moments = present.spread(places, free);
        double[] products = new double[places.length];
        double squares = 0;
        for (int row = 0; row < residuals.length; row++) {
            products[Moments.RATE] += curve == Curve.FLAT ? 0 : residuals[row] * hinges.times()[row];
            products[Moments.OFFSET] += residuals[row];
            squares += residuals[row] * residuals[row];
        }
        int first = Moments.FEATURES;
        for (ColumnBlock block : features.blocks()) {
            block.addTransposed(residuals, 0, residuals.length, products, first);
            first += block.width();
        }
        double[] freeProducts = new double[free];
        for (int index = 0; index < places.length; index++) {
            freeProducts[places[index]] = products[index];
        }
        double[] rounded = new double[free + 1];
        for (int index = 0; index < free; index++) {
            rounded[index] = moments.square(index);
        }
        rounded[free] = squares;
        return new SufficientStatistics(
                residuals.length, moments, freeProducts, used.products(residuals), squares, rounded);
    }

    /** Place among all free parameters, by place among those that the matrix keeps. */
    static int[] places(DesignMatrix features) {
        int[] columns = features.blocks().stream()
                .flatMapToInt(block -> Arrays.stream(block.columns))
                .toArray();
        int[] places = new int[Moments.FEATURES + columns.length];
        places[Moments.OFFSET] = Moments.OFFSET;
        for (int index = 0; index < columns.length; index++) {
            places[Moments.FEATURES + index] = Moments.FEATURES + columns[index];
        }
        return places;
    }

    /** These rows and others. */
    public SufficientStatistics plus(SufficientStatistics others) {
        return combined(others, 1);
    }

    /** These rows without some of them. */
    public SufficientStatistics minus(SufficientStatistics some) {
        return combined(some, -1);
    }

    private SufficientStatistics combined(SufficientStatistics others, int sign) {
        Moments both = moments.plus(others.moments, sign);
        double bothSquares = squares + sign * others.squares;
        double[] sizes = sum(rounded, others.rounded, 1);
        for (int index = 0; index < both.free(); index++) {
            sizes[index] += both.square(index);
        }
        sizes[both.free()] += bothSquares;
        return new SufficientStatistics(
                rows + sign * others.rows,
                both,
                sum(freeProducts, others.freeProducts, sign),
                sum(hingeProducts, others.hingeProducts, sign),
                bothSquares,
                sizes);
    }

    /**
     * The statistics of the same rows with the residuals of another reference.
     *
     * @param free by how much its rate, offset and coefficients differ from the present ones
     * @param changes by how much its changes at the changepoints do
     */
    public SufficientStatistics rebased(double[] free, double[] changes) {
        double[] byFree = freeProducts.clone();
        double[] byHinge = hingeProducts.clone();
        moments.subtractProducts(free, changes, byFree, byHinge);
        double others = squares;
        for (int index = 0; index < free.length; index++) {
            others -= free[index] * (freeProducts[index] + byFree[index]);
        }
        for (int hinge = 0; hinge < changes.length; hinge++) {
            others -= changes[hinge] * (hingeProducts[hinge] + byHinge[hinge]);
        }
        double[] sizes = rounded.clone();
        sizes[free.length] += squares;
        return new SufficientStatistics(rows, moments, byFree, byHinge, Math.max(0, others), sizes);
    }

    static double[] sum(double[] first, double[] second, int sign) {
        double[] sum = first.clone();
        for (int index = 0; index < sum.length; index++) {
            sum[index] += sign * second[index];
        }
        return sum;
    }

    /** Number of rows. */
    public int rows() {
        return rows;
    }

    Moments moments() {
        return moments;
    }

    double[] freeProducts() {
        return freeProducts;
    }

    double[] hingeProducts() {
        return hingeProducts;
    }

    /** Sum of the squares of the reference's residuals. */
    public double squares() {
        return squares;
    }

    /** Sizes of the sums that were rounded on the way to a free parameter's square. */
    double rounded(int free) {
        return rounded[free];
    }

    /** Sizes of the sums that were rounded on the way to the residuals' squares. */
    double roundedSquares() {
        return rounded[rounded.length - 1];
    }

    /** Numbers that {@link #write} writes, for so many columns of features and changepoints that count. */
    public static int numbers(int columns, int hinges) {
        int free = Moments.FEATURES + columns;
        return triangle(free) + free * hinges + triangle(hinges) + free + hinges + 1 + free + 1;
    }

    private static int triangle(int size) {
        return Math.multiplyExact(size, size + 1) / 2;
    }

    /** Writes the number of rows (4 bytes), then {@link #numbers} of 8 bytes; of symmetric matrices one half. */
    public void write(DataOutput out) throws IOException {
        out.writeInt(rows);
        writeTriangle(out, moments.freeFree(), moments.free());
        writeAll(out, moments.freeHinge());
        writeTriangle(out, moments.hingeHinge(), moments.hinges());
        writeAll(out, freeProducts);
        writeAll(out, hingeProducts);
        out.writeDouble(squares);
        writeAll(out, rounded);
    }

    /** Reads what {@link #write} wrote for so many columns of features and changepoints that count. */
    public static SufficientStatistics read(DataInput in, int columns, int hinges) throws IOException {
        int free = Moments.FEATURES + columns;
        int rows = in.readInt();
        Moments moments = new Moments(
                free,
                hinges,
                readTriangle(in, free),
                readAll(in, free * hinges),
                readTriangle(in, hinges),
                Moments.Lone.zero(0, free, hinges));
        return new SufficientStatistics(
                rows, moments, readAll(in, free), readAll(in, hinges), in.readDouble(), readAll(in, free + 1));
    }

    private static void writeAll(DataOutput out, double[] values) throws IOException {
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    private static double[] readAll(DataInput in, int count) throws IOException {
        double[] values = new double[count];
        for (int index = 0; index < count; index++) {
            values[index] = in.readDouble();
        }
        return values;
    }

    private static void writeTriangle(DataOutput out, double[] symmetric, int size) throws IOException {
        for (int row = 0; row < size; row++) {
            for (int column = row; column < size; column++) {
                out.writeDouble(symmetric[row * size + column]);
            }
        }
    }

    private static double[] readTriangle(DataInput in, int size) throws IOException {
        double[] symmetric = new double[size * size];
        for (int row = 0; row < size; row++) {
            for (int column = row; column < size; column++) {
                symmetric[row * size + column] = in.readDouble();
                symmetric[column * size + row] = symmetric[row * size + column];
            }
        }
        return symmetric;
    }
}
