package com.hometech.edf.data.sample;

import static com.hometech.edf.data.sample.CsvFile.number;

/** The rows of {@code buildings.csv}. */
final class BuildingFacts {
    static final String[] COLUMNS = {
        "building_id",
        "site_id",
        "timezone",
        "country",
        "subdivision",
        "load_kind",
        "use_type",
        "use_subtype",
        "floor_area_m2",
        "latitude",
        "longitude",
        "year_built",
        "has_solar",
        "solar_kw_peak",
        "first_utc",
        "last_utc",
        "rows",
        "share_missing",
        "share_zero",
        "mean_kwh",
        "max_kwh",
        "notes"
    };

    private BuildingFacts() {}

    /**
     * Facts of a building and of its readings.
     *
     * @param loadKwh readings by hour; NaN where there is none
     * @param hourTexts the time of each hour
     */
    static String[] row(SampleBuilding building, BuildingTraits traits, double[] loadKwh, String[] hourTexts) {
        SampleSite site = building.site();
        Counts counts = Counts.of(loadKwh);
        boolean any = counts.rows > 0;
        int span = counts.last - counts.first + 1;
        return new String[] {
            building.id(),
            site.id(),
            site.zone().getId(),
            site.country(),
            site.subdivision(),
            building.archetype() == Archetype.HOME ? "household" : "building",
            building.archetype().useType(),
            building.archetype().useSubtype(),
            number(traits.floorAreaM2(), 0),
            number(site.geometry().latitude(), 1),
            number(site.geometry().longitude(), 1),
            Integer.toString(traits.yearBuilt()),
            traits.hasSolar() ? "yes" : "no",
            traits.hasSolar() ? number(traits.solarKwPeak(), 1) : "",
            any ? hourTexts[counts.first] : "",
            any ? hourTexts[counts.last] : "",
            Integer.toString(counts.rows),
            any ? number(1 - (double) counts.rows / span, 4) : "",
            any ? number((double) counts.zeros / counts.rows, 4) : "",
            any ? number(counts.sumKwh / counts.rows, 4) : "",
            any ? number(counts.maxKwh, 3) : "",
            "synthetic"
        };
    }

    /** What is counted over the readings of a building. */
    private static final class Counts {
        private int first = -1;
        private int last = -1;
        private int rows;
        private int zeros;
        private double sumKwh;
        private double maxKwh;

        static Counts of(double[] loadKwh) {
            Counts counts = new Counts();
            for (int t = 0; t < loadKwh.length; t++) {
                if (!Double.isNaN(loadKwh[t])) {
                    counts.add(t, loadKwh[t]);
                }
            }
            return counts;
        }

        private void add(int hour, double kwh) {
            first = first < 0 ? hour : first;
            last = hour;
            rows++;
            zeros += kwh == 0 ? 1 : 0;
            sumKwh += kwh;
            maxKwh = Math.max(maxKwh, kwh);
        }
    }
}
