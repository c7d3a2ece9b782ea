package com.hometech.edf.inference.artifact;

import com.hometech.edf.common.error.ModelUnusableException;
import com.hometech.edf.inference.booster.TreeEnsemble;
import java.util.List;

/**
 * Trees for several quantiles of the same target.
 *
 * @param levels ascending in (0, 1), with the median among them
 * @param trees one ensemble for each level, over the same features
 */
public record QuantileTrees(List<Double> levels, List<TreeEnsemble> trees) {
    private static final double MEDIAN = 0.5;

    public QuantileTrees {
        levels = List.copyOf(levels);
        trees = List.copyOf(trees);
        boolean ascending = levels.stream().sorted().distinct().toList().equals(levels);
        if (levels.size() != trees.size() || !ascending || !levels.contains(MEDIAN)) {
            throw new ModelUnusableException("A quantile booster of " + trees.size()
                    + " outputs needs as many ascending levels, 0.5 among them; given " + levels);
        }
    }

    /** The trees of the median. */
    public TreeEnsemble median() {
        return trees.get(levels.indexOf(MEDIAN));
    }
}
