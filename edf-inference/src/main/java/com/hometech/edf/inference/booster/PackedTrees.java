package com.hometech.edf.inference.booster;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * The trees of one output, laid out to be walked fast: the four numbers of a node lie side by side, its two children one after
 * the other, and which of them comes next is computed rather than branched to, since a processor that guesses branches guesses
 * those of trees wrong half of the time. For the same reason {@value #TREES_AT_ONCE} trees are walked at once: while one waits
 * for memory, the others go on.
 *
 * <p>Numbers are compared as integers that have the order of the numbers ({@link #key}). A missing value is less than every
 * threshold in the first half of a row's keys and greater than every one in the second, and each split looks into the half
 * that leads where its missing values go.
 */
final class PackedTrees {
    private static final int TREES_AT_ONCE = 4;

    private static final int INTS_PER_NODE = 4;
    /** Where the key is that a node compares. */
    private static final int SLOT = 0;

    private static final int THRESHOLD = 1;
    /** Where the left child begins; the right child comes after it. A leaf is its own left child. */
    private static final int LEFT = 2;

    private static final int LEAF_VALUE = 3;

    private static final int MISSING_GOES_LEFT = Integer.MIN_VALUE;
    private static final int MISSING_GOES_RIGHT = Integer.MAX_VALUE - 1;
    /** Above all keys: a leaf sends every row to its left child, itself. */
    private static final int NEVER_RIGHT = Integer.MAX_VALUE;

    private final int features;
    private final int[] nodes;
    /** Where each tree begins. */
    private final int[] roots;
    /** Steps from the root that reach every leaf, for each {@value #TREES_AT_ONCE} trees in a row. */
    private final int[] depths;

    /**
     * Lays out trees.
     *
     * @param roots of the trees, in the order in which they are summed
     * @param features length of a row
     */
    PackedTrees(Nodes all, int[] roots, int features) {
        this.features = features;
        this.roots = new int[roots.length];
        this.depths = new int[(roots.length + TREES_AT_ONCE - 1) / TREES_AT_ONCE];
        Packer packer = new Packer(all, features);
        for (int tree = 0; tree < roots.length; tree++) {
            this.roots[tree] = packer.end;
            int depth = packer.add(roots[tree]);
            depths[tree / TREES_AT_ONCE] = Math.max(depths[tree / TREES_AT_ONCE], depth);
        }
        this.nodes = packer.packed();
    }

    /** {@code base} plus the leaves that the values from {@code offset} reach, one after the other in single precision. */
    float sum(float base, float[] values, int offset) {
        int[] keys = new int[2 * features];
        for (int feature = 0; feature < features; feature++) {
            float value = values[offset + feature];
            boolean missing = Float.isNaN(value);
            int key = key(value);
            keys[feature] = missing ? MISSING_GOES_LEFT : key;
            keys[features + feature] = missing ? MISSING_GOES_RIGHT : key;
        }
        float sum = base;
        int tree = 0;
        for (; tree + TREES_AT_ONCE <= roots.length; tree += TREES_AT_ONCE) {
            int first = roots[tree];
            int second = roots[tree + 1];
            int third = roots[tree + 2];
            int fourth = roots[tree + 3];
            for (int step = depths[tree / TREES_AT_ONCE]; step > 0; step--) {
                first = child(first, keys);
                second = child(second, keys);
                third = child(third, keys);
                fourth = child(fourth, keys);
            }
            sum += leaf(first);
            sum += leaf(second);
            sum += leaf(third);
            sum += leaf(fourth);
        }
        for (; tree < roots.length; tree++) {
            int node = roots[tree];
            for (int step = depths[tree / TREES_AT_ONCE]; step > 0; step--) {
                node = child(node, keys);
            }
            sum += leaf(node);
        }
        return sum;
    }

    private int child(int node, int[] keys) {
        // not less than the threshold: the difference has no sign, and the right child comes next
        long notLess = ~((long) keys[nodes[node + SLOT]] - nodes[node + THRESHOLD]) >>> (Long.SIZE - 1);
        return nodes[node + LEFT] + (int) notLess * INTS_PER_NODE;
    }

    private float leaf(int node) {
        return Float.intBitsToFloat(nodes[node + LEAF_VALUE]);
    }

    /** An integer for a number: the smaller the number, the smaller the integer; both zeros have the same. */
    private static int key(float value) {
        // adding zero makes the negative zero positive
        int bits = Float.floatToRawIntBits(value + 0f);
        return bits ^ ((bits >> (Integer.SIZE - 1)) & Integer.MAX_VALUE);
    }

    private static final class Packer {
        private final Nodes all;
        private final int features;
        private int[] nodes = new int[1024];
        private int end;

        Packer(Nodes all, int features) {
            this.all = all;
            this.features = features;
        }

        int[] packed() {
            return Arrays.copyOf(nodes, end);
        }

        /** @return its depth */
        int add(int root) {
            record Place(int node, int at, int depth) {}
            Deque<Place> open = new ArrayDeque<>();
            open.push(new Place(root, allocate(1), 0));
            int depth = 0;
            while (!open.isEmpty()) {
                Place place = open.pop();
                depth = Math.max(depth, place.depth());
                if (all.isLeaf(place.node())) {
                    putLeaf(place.node(), place.at());
                } else {
                    int children = allocate(2);
                    putSplit(place.node(), place.at(), children);
                    open.push(new Place(all.right(place.node()), children + INTS_PER_NODE, place.depth() + 1));
                    open.push(new Place(all.left(place.node()), children, place.depth() + 1));
                }
            }
            return depth;
        }

        private int allocate(int count) {
            int at = end;
            end += count * INTS_PER_NODE;
            if (end > nodes.length) {
                nodes = Arrays.copyOf(nodes, Math.max(end, 2 * nodes.length));
            }
            return at;
        }

        private void putLeaf(int leaf, int at) {
            nodes[at + SLOT] = 0;
            nodes[at + THRESHOLD] = NEVER_RIGHT;
            nodes[at + LEFT] = at;
            nodes[at + LEAF_VALUE] = Float.floatToRawIntBits(all.leafValue(leaf));
        }

        private void putSplit(int split, int at, int children) {
            nodes[at + SLOT] = all.missingGoesLeft(split) ? all.feature(split) : features + all.feature(split);
            nodes[at + THRESHOLD] = key(all.threshold(split));
            nodes[at + LEFT] = children;
        }
    }
}
