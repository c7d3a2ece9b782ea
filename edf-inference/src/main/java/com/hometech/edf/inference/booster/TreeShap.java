package com.hometech.edf.inference.booster;

import com.hometech.edf.common.error.ModelUnusableException;
import java.util.Arrays;

/**
 * Says how much each feature contributes to a prediction: exact path-dependent TreeSHAP (Lundberg, Erion and Lee 2018,
 * <i>Consistent individualized feature attribution for tree ensembles</i>, Algorithm 2), which is also what XGBoost's
 * {@code pred_contribs} computes. {@link #base()} and the contributions add up to the prediction.
 *
 * <p>A feature that is not in a coalition sends a row down both branches of a split, in the shares of the training rows
 * (by cover). So a leaf of value {@code v} is worth {@code v · Π x_j} to a coalition, over the features {@code j} on its
 * path, where {@code x_j} is {@code o_j} (1 if the row's value stays on the path, else 0) inside the coalition and
 * {@code z_j} (the share that stays) outside. The Shapley value of such a product is an integral over its multilinear
 * extension (Owen 1972, <i>Multilinear extensions of games</i>):
 *
 * <pre>{@code φ_i = v (o_i - z_i) ∫₀¹ Π_{j≠i} (z_j + t (o_j - z_j)) dt}</pre>
 *
 * <p>The integrand is a polynomial in {@code t} of a degree below the number of features on the path, so Gauss-Legendre
 * quadrature with half as many points is exact. One walk through a tree carries the products at all points down and the
 * sums over the leaves up: a row takes O(nodes · depth / 2) instead of the O(leaves · depth²) of Algorithm 2, and nothing
 * is subtracted that had to be multiplied before.
 *
 * <p>Holds the working space of one row at a time: one instance for each thread. Nothing is allocated for a row.
 */
public final class TreeShap {
    /** Far deeper than any tree that training allows; keeps the walk's recursion bounded. */
    private static final int MOST_LEVELS = 256;

    private final Nodes nodes;
    private final int[] roots;
    private final int featureCount;
    private final double base;
    private final int points;
    private final double[] point;
    private final double[] weight;

    // The path from the root to the current node: edge e leads to depth e; values at the points lie from e * points on.
    private final double[] product;
    private final double[] factor;
    private final double[] leaves;
    private final double[] zero;
    private final double[] one;
    /** Deepest edge of the path that belongs to a feature; 0 for none. */
    private final int[] edgeOf;

    /**
     * Prepares to explain predictions of an ensemble.
     *
     * @throws ModelUnusableException when a tree is deeper than any that EDF grows
     */
    public TreeShap(TreeEnsemble ensemble) {
        this.nodes = ensemble.nodes();
        this.roots = ensemble.roots();
        this.featureCount = ensemble.featureCount();
        double[] expected = {ensemble.baseScore()};
        int[] deepest = {0};
        for (int root : roots) {
            nodes.walk(root, (node, depth, share) -> {
                expected[0] += nodes.isLeaf(node) ? share * nodes.leafValue(node) : 0;
                deepest[0] = Math.max(deepest[0], depth);
            });
        }
        if (deepest[0] > MOST_LEVELS) {
            throw new ModelUnusableException("A tree with " + deepest[0]
                    + " levels cannot be explained; EDF's models have " + "at most " + MOST_LEVELS);
        }
        this.base = expected[0];
        this.points = Math.max(1, (Math.min(deepest[0], featureCount) + 1) / 2);
        GaussLegendre quadrature = new GaussLegendre(points);
        this.point = quadrature.points;
        this.weight = quadrature.weights;
        int edges = deepest[0] + 1;
        this.product = new double[edges * points];
        this.factor = new double[edges * points];
        this.leaves = new double[edges * points];
        this.zero = new double[edges];
        this.one = new double[edges];
        this.edgeOf = new int[featureCount];
        Arrays.fill(product, 0, points, 1);
        Arrays.fill(factor, 0, points, 1);
        zero[0] = 1;
        one[0] = 1;
    }

    /** What is predicted while no feature is known: the mean over the training rows, by cover. */
    public double base() {
        return base;
    }

    /**
     * Computes the contributions to the prediction for a row.
     *
     * @param values the row from {@code offset} on, as for {@link TreeEnsemble#predict(float[], int)}; NaN is a missing value
     * @param contributions takes one number for each feature; what was there is overwritten
     */
    public void explain(float[] values, int offset, double[] contributions) {
        Arrays.fill(contributions, 0, featureCount, 0);
        for (int root : roots) {
            visit(root, 0, values, offset, contributions);
        }
    }

    /** Adds the contributions of the leaves below a node, and leaves the sum of their products at {@code depth}. */
    private void visit(int node, int depth, float[] values, int offset, double[] contributions) {
        int at = depth * points;
        if (nodes.isLeaf(node)) {
            double value = nodes.leafValue(node);
            for (int q = 0; q < points; q++) {
                leaves[at + q] = value * product[at + q];
            }
            return;
        }
        int feature = nodes.feature(node);
        boolean goesLeft = nodes.goesLeft(node, values[offset + feature]);
        double ofLeft = nodes.shareOfLeft(node);
        Arrays.fill(leaves, at, at + points, 0);
        if (enter(feature, ofLeft, goesLeft, depth)) {
            follow(nodes.left(node), feature, depth, values, offset, contributions);
        }
        if (enter(feature, 1 - ofLeft, !goesLeft, depth)) {
            follow(nodes.right(node), feature, depth, values, offset, contributions);
        }
    }

    /** Puts an edge at the end of the path; false where no coalition reaches what lies below. */
    private boolean enter(int feature, double share, boolean taken, int depth) {
        int earlier = edgeOf[feature];
        int edge = depth + 1;
        double outside = share * zero[earlier];
        double inside = taken ? one[earlier] : 0;
        zero[edge] = outside;
        one[edge] = inside;
        for (int q = 0; q < points; q++) {
            double both = outside + point[q] * (inside - outside);
            factor[edge * points + q] = both;
            product[edge * points + q] = product[depth * points + q] * both / factor[earlier * points + q];
        }
        return outside > 0 || inside > 0;
    }

    private void follow(int child, int feature, int depth, float[] values, int offset, double[] contributions) {
        int edge = depth + 1;
        int earlier = edgeOf[feature];
        edgeOf[feature] = edge;
        visit(child, edge, values, offset, contributions);
        edgeOf[feature] = earlier;
        double ofEdge = 0;
        double ofEarlier = 0;
        for (int q = 0; q < points; q++) {
            double below = leaves[edge * points + q];
            leaves[depth * points + q] += below;
            ofEdge += weight[q] * below / factor[edge * points + q];
            ofEarlier += weight[q] * below / factor[earlier * points + q];
        }
        // Below a second split by the same feature the deeper edge speaks for both. Edge 0 stands for none: 1 - 1 is 0.
        contributions[feature] += (one[edge] - zero[edge]) * ofEdge - (one[earlier] - zero[earlier]) * ofEarlier;
    }
}
