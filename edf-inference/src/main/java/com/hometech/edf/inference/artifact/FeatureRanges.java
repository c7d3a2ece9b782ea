package com.hometech.edf.inference.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.error.ModelUnusableException;
import com.hometech.edf.common.json.JsonFiles;
import java.util.List;

/**
 * {@code feature_ranges.json}: between which values a model learned each of its features. Beyond them trees answer as at the
 * end of what they know.
 *
 * @param features as models read them, loads as multiples of the row's level; empty where nothing is known
 */
public record FeatureRanges(List<FeatureRange> features) {
    /** Of a model that was trained before ranges were kept, or that reads no features. */
    public static final FeatureRanges UNKNOWN = new FeatureRanges(List.of());

    /**
     * One feature.
     *
     * @param feature its name
     * @param least smallest value that was learned
     * @param low below it lay one value in a hundred
     * @param high above it lay one value in a hundred
     * @param most greatest value that was learned
     * @param binary whether 0 and 1 were the only values
     */
    public record FeatureRange(String feature, float least, float low, float high, float most, boolean binary) {
        public FeatureRange {
            if (!(least <= low && low <= high && high <= most)) {
                throw new InvalidInputException(ArtifactFile.FEATURE_RANGES.fileName() + ": " + feature + " goes from "
                        + least + " over " + low + " and " + high + " to " + most + "; expected ascending numbers");
            }
        }

        /** Whether a value lies beyond everything that was learned; a missing one does not. */
        public boolean isOutside(float value) {
            return value < least || value > most || (binary && value != 0 && value != 1 && !Float.isNaN(value));
        }

        /**
         * How far beyond it lies, in widths of the range between low and high; 0 where it is inside, and the whole range counts
         * where low and high are the same.
         */
        public double excess(float value) {
            double beyond = Math.max(0, Math.max((double) least - value, (double) value - most));
            double width = high > low ? (double) high - low : Math.max(Float.MIN_NORMAL, (double) most - least);
            return beyond / width;
        }
    }

    public FeatureRanges {
        features = List.copyOf(features);
    }

    /** The file's bytes. */
    public byte[] write() {
        return JsonFiles.toText(this).getBytes(UTF_8);
    }

    /**
     * Reads what {@link #write()} wrote.
     *
     * @throws ModelUnusableException when it is something else
     */
    static FeatureRanges read(byte[] json) {
        String file = ArtifactFile.FEATURE_RANGES.fileName();
        try {
            return JsonFiles.parse(new String(json, UTF_8), FeatureRanges.class, file);
        } catch (InvalidInputException wrong) {
            throw new ModelUnusableException(file + " cannot be used: " + wrong.getMessage(), wrong);
        }
    }
}
