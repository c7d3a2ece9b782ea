package com.hometech.edf.data.sample;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A building of the sample. Everything about it follows from the seed and its place in the series of buildings.
 *
 * @param index place in the series, from 0
 * @param site where it stands
 * @param archetype what it is used for
 */
record SampleBuilding(int index, SampleSite site, Archetype archetype) {
    /** One round of uses; with three sites in turn, every use comes to every site. */
    private static final List<Archetype> ROUND = List.of(
            Archetype.OFFICE,
            Archetype.SCHOOL,
            Archetype.RETAIL,
            Archetype.HOME,
            Archetype.LODGING,
            Archetype.OFFICE,
            Archetype.HEALTHCARE,
            Archetype.WAREHOUSE,
            Archetype.UNIVERSITY,
            Archetype.INDUSTRY,
            Archetype.OFFICE,
            Archetype.HOME,
            Archetype.RETAIL,
            Archetype.UNIVERSITY,
            Archetype.LODGING,
            Archetype.OFFICE,
            Archetype.HOME,
            Archetype.SCHOOL,
            Archetype.RETAIL,
            Archetype.OFFICE);

    /** The building at a place in the series. */
    static SampleBuilding at(int index) {
        SampleSite[] sites = SampleSite.values();
        return new SampleBuilding(index, sites[index % sites.length], ROUND.get(index % ROUND.size()));
    }

    /** The first buildings of the series, in the order of their ids. */
    static List<SampleBuilding> first(int count) {
        return IntStream.range(0, count)
                .mapToObj(SampleBuilding::at)
                .sorted(Comparator.comparing(SampleBuilding::id))
                .toList();
    }

    String id() {
        return "%s_%s_%05d".formatted(site.id(), archetype.id(), index);
    }

    /** A random stream of this building alone. */
    SplittableRandom stream(RandomStreams streams, String purpose) {
        return streams.named("building/" + index + "/" + purpose);
    }
}
