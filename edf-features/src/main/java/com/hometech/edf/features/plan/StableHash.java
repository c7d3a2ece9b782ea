package com.hometech.edf.features.plan;

/** Random numbers that depend on what they are for and on nothing else: the same on every machine, thread and order. */
public final class StableHash {
    private StableHash() {}

    /** The finalizer of SplitMix64 (Steele, Lea and Flood, 2014). */
    public static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }

    /** A hash of a seed and a text. */
    static long of(long seed, String text) {
        long hash = mix(seed);
        for (int position = 0; position < text.length(); position++) {
            hash = mix(hash ^ text.charAt(position));
        }
        return hash;
    }

    /** A whole number from 0 to {@code bound - 1}. */
    public static int below(int bound, long hash) {
        return (int) Math.floorMod(mix(hash), (long) bound);
    }
}
