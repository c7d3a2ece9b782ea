package com.hometech.edf.data.sample;

import java.util.SplittableRandom;

/** Independent random streams by name: a stream depends on the seed and its own name alone. */
record RandomStreams(long seed) {

    /** The stream of that name, from its beginning. */
    SplittableRandom named(String name) {
        long state = mixed(seed);
        for (int i = 0; i < name.length(); i++) {
            state = mixed(state ^ name.charAt(i));
        }
        return new SplittableRandom(state);
    }

    /** Finaliser of SplitMix64 (Steele, Lea and Flood, 2014). */
    private static long mixed(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
