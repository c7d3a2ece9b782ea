package com.hometech.edf.inference.blend;

import com.hometech.edf.inference.interval.LeadBuckets;
import com.hometech.edf.inference.interval.PredictionSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How forecasts of the model are mixed with plain ones, for each building and day ahead.
 *
 * @param buckets days ahead
 * @param everywhere for buildings that calibration did not see; a source without shares is served as it is
 * @param buildings for those that it did, by id
 */
public record Blend(
        LeadBuckets buckets,
        Map<PredictionSource, Shares> everywhere,
        Map<String, Map<PredictionSource, Shares>> buildings) {
    public Blend {
        everywhere = copy(everywhere);
        Map<String, Map<PredictionSource, Shares>> own = new TreeMap<>();
        buildings.forEach((id, shares) -> own.put(id, copy(shares)));
        buildings = own;
    }

    private static Map<PredictionSource, Shares> copy(Map<PredictionSource, Shares> shares) {
        Map<PredictionSource, Shares> copy = new EnumMap<>(PredictionSource.class);
        copy.putAll(shares);
        return copy;
    }

    /** No mixing: the model alone. */
    public static Blend none(LeadBuckets buckets) {
        return new Blend(buckets, Map.of(), Map.of());
    }

    /** The shares that apply to a building's forecasts of a source. */
    public Shares of(String building, PredictionSource source) {
        Shares shares = buildings.getOrDefault(building, everywhere).get(source);
        if (shares == null) {
            shares = everywhere.get(source);
        }
        return shares == null ? Shares.modelAlone(buckets.count()) : shares;
    }
}
