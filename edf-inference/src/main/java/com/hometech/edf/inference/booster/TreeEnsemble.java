package com.hometech.edf.inference.booster;

import com.hometech.edf.common.error.ModelUnusableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The trees of an XGBoost regression model, ready to predict. Predictions are those of XGBoost itself, bit for bit: the
 * sum starts at the base score and takes the leaves in tree order, in single precision; a missing value (NaN) follows the
 * branch that training chose for missing values. Immutable, so any number of threads may share one.
 */
public final class TreeEnsemble {
    /** Objectives whose prediction is the sum of the leaves itself. */
    private static final Set<String> OBJECTIVES =
            Set.of("reg:squarederror", "reg:absoluteerror", "reg:pseudohubererror", "reg:quantileerror");

    private final float baseScore;
    private final int featureCount;
    private final List<String> featureNames;
    private final int[] roots;
    private final Nodes nodes;
    private final PackedTrees packed;

    private TreeEnsemble(float baseScore, int featureCount, List<String> featureNames, int[] roots, Nodes nodes) {
        this.baseScore = baseScore;
        this.featureCount = featureCount;
        this.featureNames = featureNames;
        this.roots = roots;
        this.nodes = nodes;
        this.packed = new PackedTrees(nodes, roots, featureCount);
    }

    /**
     * Reads a booster in UBJSON form and checks all of it: every tree is a tree, every split names a feature that exists,
     * every leaf is finite.
     *
     * @param ubjson the file's bytes
     * @param name what to call the file in errors
     * @throws ModelUnusableException when it is damaged or is not a regression model of numeric trees with one output
     */
    public static TreeEnsemble read(byte[] ubjson, String name) {
        List<TreeEnsemble> outputs = readOutputs(ubjson, name);
        if (outputs.size() != 1) {
            throw new ModelUnusableException(name + " has " + outputs.size() + " outputs; EDF expects one");
        }
        return outputs.get(0);
    }

    /**
     * Reads a booster that may have several outputs, such as one for each quantile, and checks all of it. Each output
     * becomes an ensemble of its own; they share what training knew of the trees.
     *
     * @param ubjson the file's bytes
     * @param name what to call the file in errors
     * @throws ModelUnusableException when it is damaged or is not a regression model of numeric trees
     */
    public static List<TreeEnsemble> readOutputs(byte[] ubjson, String name) {
        Map<String, Object> file = UbjsonReader.readObject(ubjson, name);
        BoosterDocument learner = new BoosterDocument(name, file).child("learner");
        BoosterDocument parameters = learner.child("learner_model_param");
        requireRegression(learner, parameters);
        BoosterDocument model = learner.child("gradient_booster").child("model");
        int featureCount = parameters.integer("num_feature");
        Nodes.Builder builder = new Nodes.Builder(featureCount);
        for (Object tree : model.list("trees")) {
            String path = name + " tree " + builder.trees();
            if (!(tree instanceof Map<?, ?> members)) {
                throw new ModelUnusableException(path + " is not an object: this is not a booster that EDF wrote");
            }
            builder.add(new BoosterDocument(path, members));
        }
        int targets = Math.max(1, parameters.integer("num_target"));
        if (targets > Math.max(1, builder.trees())) {
            throw parameters.odd("num_target", "at most one output for each of " + builder.trees() + " trees");
        }
        float[] baseScores = baseScores(parameters, targets);
        int[] outputOfTree = model.listedInts("tree_info", builder.trees());
        int[] roots = builder.roots();
        Nodes nodes = builder.build();
        List<String> featureNames = names(learner, featureCount);
        List<TreeEnsemble> outputs = new ArrayList<>();
        int assigned = 0;
        for (int output = 0; output < baseScores.length; output++) {
            int[] own = rootsOf(output, roots, outputOfTree);
            assigned += own.length;
            outputs.add(new TreeEnsemble(baseScores[output], featureCount, featureNames, own, nodes));
        }
        if (assigned != roots.length) {
            throw model.odd("tree_info", "the output of every tree, below " + baseScores.length);
        }
        return outputs;
    }

    private static int[] rootsOf(int output, int[] roots, int[] outputOfTree) {
        return IntStream.range(0, roots.length)
                .filter(tree -> outputOfTree[tree] == output)
                .map(tree -> roots[tree])
                .toArray();
    }

    private static void requireRegression(BoosterDocument learner, BoosterDocument parameters) {
        String booster = learner.child("gradient_booster").text("name");
        String objective = learner.child("objective").text("name");
        if (!booster.equals("gbtree") || !OBJECTIVES.contains(objective)) {
            throw new ModelUnusableException(learner.path() + " is a " + booster + " model for " + objective
                    + "; EDF predicts with gbtree models for "
                    + OBJECTIVES.stream().sorted().toList());
        }
        if (parameters.integer("num_class") > 0) {
            throw new ModelUnusableException(learner.path() + " tells classes apart; EDF expects a regression");
        }
    }

    private static float[] baseScores(BoosterDocument parameters, int outputs) {
        String text = parameters.text("base_score").replace("[", "").replace("]", "");
        String[] numbers = text.split(",", -1);
        float[] scores = new float[outputs];
        try {
            for (int output = 0; output < outputs; output++) {
                // older writers give one number for all outputs
                scores[output] = Float.parseFloat(numbers[Math.min(output, numbers.length - 1)].strip());
            }
        } catch (NumberFormatException wrong) {
            scores[0] = Float.NaN;
        }
        boolean finite = IntStream.range(0, outputs).allMatch(output -> Float.isFinite(scores[output]));
        if (finite && (numbers.length == 1 || numbers.length == outputs)) {
            return scores;
        }
        throw parameters.odd(
                "base_score", "one finite number for each of " + outputs + " outputs but \"" + text + "\"");
    }

    private static List<String> names(BoosterDocument learner, int featureCount) {
        List<String> names =
                learner.list("feature_names").stream().map(String::valueOf).toList();
        if (names.size() != featureCount) {
            throw learner.odd("feature_names", featureCount + " names but " + names.size());
        }
        return names;
    }

    /** Prediction for the {@link #featureCount()} values that start at {@code offset}; NaN is a missing value. */
    public float predict(float[] values, int offset) {
        return packed.sum(baseScore, values, offset);
    }

    /** Prediction for one row of {@link #featureCount()} values. */
    public float predict(float[] row) {
        return predict(row, 0);
    }

    /** How many values a row has. */
    public int featureCount() {
        return featureCount;
    }

    /** Names of the values of a row, in order. */
    public List<String> featureNames() {
        return featureNames;
    }

    /** How many trees there are. */
    public int treeCount() {
        return roots.length;
    }

    /**
     * By how much the splits on each feature lowered the training loss, summed over all trees (XGBoost's importance type
     * {@code total_gain}).
     */
    public double[] totalGain() {
        double[] gains = new double[featureCount];
        for (int root : roots) {
            nodes.walk(root, (node, depth, share) -> {
                if (!nodes.isLeaf(node)) {
                    gains[nodes.feature(node)] += nodes.gain(node);
                }
            });
        }
        return gains;
    }

    float baseScore() {
        return baseScore;
    }

    int[] roots() {
        return roots;
    }

    Nodes nodes() {
        return nodes;
    }
}
