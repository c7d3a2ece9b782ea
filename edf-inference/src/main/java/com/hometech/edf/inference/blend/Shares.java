package com.hometech.edf.inference.blend;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.features.table.FeatureTable;
import java.util.Collections;
import java.util.List;

/**
 * Shares of each member for each day ahead.
 *
 * @param byBucket for each lead bucket the shares in the order of {@link BlendMember}; not negative, 1 together
 */
public record Shares(List<List<Double>> byBucket) {
    private static final BlendMember[] MEMBERS = BlendMember.values();
    private static final List<Double> MODEL_ALONE = List.of(1.0, 0.0, 0.0, 0.0);
    private static final double ROUNDING = 1e-3;

    public Shares {
        byBucket = byBucket.stream().map(List::copyOf).toList();
        for (List<Double> shares : byBucket) {
            double sum = shares.stream().mapToDouble(Double::doubleValue).sum();
            boolean odd = shares.stream().anyMatch(share -> !(share >= 0));
            if (shares.size() != MEMBERS.length || odd || Math.abs(sum - 1) > ROUNDING) {
                throw new InvalidInputException(
                        "Shares " + shares + " are not " + MEMBERS.length + " numbers from 0 on that make 1 together");
            }
        }
    }

    /** The model alone, for so many buckets. */
    public static Shares modelAlone(int buckets) {
        return new Shares(Collections.nCopies(buckets, MODEL_ALONE));
    }

    /** The share of a member in a bucket. */
    public double of(BlendMember member, int bucket) {
        return byBucket.get(bucket).get(member.ordinal());
    }

    /**
     * The mixed forecast of a row [kWh].
     *
     * @param modelKwh forecast of the model [kWh]
     */
    public double kwh(FeatureTable table, int row, int bucket, double modelKwh) {
        List<Double> shares = byBucket.get(bucket);
        double sum = 0;
        for (BlendMember member : MEMBERS) {
            double share = shares.get(member.ordinal());
            if (share > 0) {
                sum += share * member.kwh(table, row, modelKwh);
            }
        }
        return sum;
    }
}
