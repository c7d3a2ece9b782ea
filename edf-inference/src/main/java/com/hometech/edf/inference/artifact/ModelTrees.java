package com.hometech.edf.inference.artifact;

import com.hometech.edf.common.error.ModelUnusableException;
import com.hometech.edf.inference.booster.TreeEnsemble;
import java.util.List;

/**
 * The trees of one global model, all over the same features. They predict multiples of a building's level.
 *
 * @param expected what is expected, between mean and median
 * @param quantiles how far from it readings may lie
 */
public record ModelTrees(TreeEnsemble expected, QuantileTrees quantiles) {
    public ModelTrees {
        for (TreeEnsemble trees : quantiles.trees()) {
            if (!trees.featureNames().equals(expected.featureNames())) {
                throw new ModelUnusableException("The quantile booster reads " + trees.featureNames()
                        + ", the booster beside it " + expected.featureNames());
            }
        }
    }

    /** Names of the values that all trees read, in order. */
    public List<String> featureNames() {
        return expected.featureNames();
    }
}
