package com.hometech.edf.inference.booster;

import com.hometech.edf.common.error.ModelUnusableException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** The nodes of all trees of a booster, with what training knew of them. */
final class Nodes {
    private static final int LEAF = -1;

    /** Split feature, or {@link #LEAF}. */
    private final int[] feature;
    /** Threshold of a split, value of a leaf. */
    private final float[] number;

    private final int[] left;
    private final int[] right;
    private final boolean[] missingGoesLeft;
    /** Sum of the second derivatives of the training rows that came through the node. */
    private final float[] cover;
    /** By how much a split lowered the training loss. */
    private final float[] gain;

    private Nodes(
            int[] feature,
            float[] number,
            int[] left,
            int[] right,
            boolean[] missingGoesLeft,
            float[] cover,
            float[] gain) {
        this.feature = feature;
        this.number = number;
        this.left = left;
        this.right = right;
        this.missingGoesLeft = missingGoesLeft;
        this.cover = cover;
        this.gain = gain;
    }

    /** Which branch of a split a value takes; NaN is a missing value. */
    boolean goesLeft(int node, float value) {
        return Float.isNaN(value) ? missingGoesLeft[node] : value < number[node];
    }

    boolean isLeaf(int node) {
        return feature[node] == LEAF;
    }

    int feature(int split) {
        return feature[split];
    }

    int left(int split) {
        return left[split];
    }

    int right(int split) {
        return right[split];
    }

    float threshold(int split) {
        return number[split];
    }

    boolean missingGoesLeft(int split) {
        return missingGoesLeft[split];
    }

    float leafValue(int leaf) {
        return number[leaf];
    }

    /** Share of a split's training rows, by cover, that went left; half where none came through. */
    double shareOfLeft(int split) {
        double ofLeft = cover[left[split]];
        double all = ofLeft + cover[right[split]];
        return all > 0 ? ofLeft / all : 0.5;
    }

    /** By how much a split lowered the training loss. */
    float gain(int split) {
        return gain[split];
    }

    /** Receives the nodes of a tree. */
    @FunctionalInterface
    interface Visitor {
        /**
         * @param depth 0 at the root
         * @param share of the training rows, by cover, that came to the node
         */
        void visit(int node, int depth, double share);
    }

    /** Shows every node of a tree, parents before their children. */
    void walk(int root, Visitor visitor) {
        record Step(int node, int depth, double share) {}
        Deque<Step> open = new ArrayDeque<>();
        open.push(new Step(root, 0, 1));
        while (!open.isEmpty()) {
            Step step = open.pop();
            int node = step.node();
            visitor.visit(node, step.depth(), step.share());
            if (!isLeaf(node)) {
                double ofLeft = shareOfLeft(node);
                open.push(new Step(right[node], step.depth() + 1, step.share() * (1 - ofLeft)));
                open.push(new Step(left[node], step.depth() + 1, step.share() * ofLeft));
            }
        }
    }

    /** Collects trees and refuses those that are none. */
    static final class Builder {
        private final int featureCount;
        private int[] roots = new int[64];
        private int trees;
        private int size;
        private int[] feature = new int[1024];
        private float[] number = new float[1024];
        private int[] left = new int[1024];
        private int[] right = new int[1024];
        private boolean[] missingGoesLeft = new boolean[1024];
        private float[] cover = new float[1024];
        private float[] gain = new float[1024];

        Builder(int featureCount) {
            this.featureCount = featureCount;
        }

        int trees() {
            return trees;
        }

        int[] roots() {
            return Arrays.copyOf(roots, trees);
        }

        Nodes build() {
            return new Nodes(feature, number, left, right, missingGoesLeft, cover, gain);
        }

        void add(BoosterDocument tree) {
            int count = tree.child("tree_param").integer("num_nodes");
            int[] leftChildren = tree.ints("left_children", count);
            int[] rightChildren = tree.ints("right_children", count);
            requireTree(tree, leftChildren, rightChildren);
            requireNumeric(tree, tree.bytes("split_type", count));
            grow(size + count);
            int[] splits = tree.ints("split_indices", count);
            float[] numbers = tree.floats("split_conditions", count);
            byte[] defaultLeft = tree.bytes("default_left", count);
            float[] covers = tree.floats("sum_hessian", count);
            float[] gains = tree.floats("loss_changes", count);
            for (int node = 0; node < count; node++) {
                int at = size + node;
                boolean leaf = leftChildren[node] < 0;
                feature[at] = leaf ? LEAF : requireFeature(tree, splits[node]);
                number[at] = requireFinite(tree, numbers[node]);
                left[at] = size + leftChildren[node];
                right[at] = size + rightChildren[node];
                missingGoesLeft[at] = defaultLeft[node] != 0;
                cover[at] = requireCover(tree, covers[node]);
                gain[at] = requireFinite(tree, gains[node]);
            }
            addRoot();
            size += count;
        }

        private void addRoot() {
            if (trees == roots.length) {
                roots = Arrays.copyOf(roots, trees * 2);
            }
            roots[trees++] = size;
        }

        /** Walks every branch from the root: each node may be reached once, so that every walk ends. */
        private static void requireTree(BoosterDocument tree, int[] left, int[] right) {
            if (left.length == 0) {
                throw new ModelUnusableException(tree.path() + " has no nodes");
            }
            boolean[] reached = new boolean[left.length];
            int[] open = new int[left.length];
            int waiting = 1;
            reached[0] = true;
            while (waiting > 0) {
                int node = open[--waiting];
                if (left[node] < 0 && right[node] < 0) {
                    continue;
                }
                for (int child : new int[] {left[node], right[node]}) {
                    if (child < 0 || child >= left.length || reached[child]) {
                        throw new ModelUnusableException(tree.path() + " is not a tree: node " + node
                                + " has the child " + child + " of " + left.length + " nodes");
                    }
                    reached[child] = true;
                    open[waiting++] = child;
                }
            }
        }

        private static void requireNumeric(BoosterDocument tree, byte[] splitTypes) {
            for (byte type : splitTypes) {
                if (type != 0) {
                    throw new ModelUnusableException(tree.path() + " splits by category; EDF's models are numeric");
                }
            }
        }

        private int requireFeature(BoosterDocument tree, int index) {
            if (index < 0 || index >= featureCount) {
                throw new ModelUnusableException(tree.path() + " splits by feature " + index + " of " + featureCount);
            }
            return index;
        }

        private static float requireFinite(BoosterDocument tree, float value) {
            if (!Float.isFinite(value)) {
                throw new ModelUnusableException(tree.path() + " holds the number " + value);
            }
            return value;
        }

        private static float requireCover(BoosterDocument tree, float value) {
            if (!(value >= 0 && Float.isFinite(value))) {
                throw new ModelUnusableException(tree.path() + " holds the cover " + value);
            }
            return value;
        }

        private void grow(int needed) {
            if (needed <= feature.length) {
                return;
            }
            int capacity = Math.max(needed, feature.length * 2);
            feature = Arrays.copyOf(feature, capacity);
            number = Arrays.copyOf(number, capacity);
            left = Arrays.copyOf(left, capacity);
            right = Arrays.copyOf(right, capacity);
            missingGoesLeft = Arrays.copyOf(missingGoesLeft, capacity);
            cover = Arrays.copyOf(cover, capacity);
            gain = Arrays.copyOf(gain, capacity);
        }
    }
}
