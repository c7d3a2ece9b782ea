package com.hometech.edf.data.sample;

import com.hometech.edf.data.sun.SolarGeometry;
import java.time.Instant;
import java.time.ZoneId;

/** The places of the sample: two climates of the northern hemisphere and one of the southern. */
enum SampleSite {
    BERLIN(
            "berlin",
            "Europe/Berlin",
            "DE",
            "BE",
            52.5,
            13.4,
            new Climate(10.3, 9.6, 201, 4.6, 1.8, 3.4, 0.35, -0.4, 4.6, 2.2, 3.6, 250, 0.9)),
    MADRID(
            "madrid",
            "Europe/Madrid",
            "ES",
            "MD",
            40.4,
            -3.7,
            new Climate(15.2, 9.8, 205, 6.0, 1.8, 2.8, -0.45, -0.5, 8.5, 6.0, 2.5, 220, 0.5)),
    SYDNEY(
            "sydney",
            "Australia/Sydney",
            "AU",
            "NSW",
            -33.9,
            151.2,
            new Climate(18.0, 5.2, 25, 4.6, 0.3, 2.6, -0.1, 0.15, 6.0, -0.8, 3.4, 180, 0.25));

    private static final int SECONDS_PER_HOUR = 3600;

    private final String id;
    private final ZoneId zone;
    private final String country;
    private final String subdivision;
    private final SolarGeometry geometry;
    private final Climate climate;

    SampleSite(
            String id,
            String zone,
            String country,
            String subdivision,
            double latitude,
            double longitude,
            Climate climate) {
        this.id = id;
        this.zone = ZoneId.of(zone);
        this.country = country;
        this.subdivision = subdivision;
        this.geometry = new SolarGeometry(latitude, longitude);
        this.climate = climate;
    }

    String id() {
        return id;
    }

    ZoneId zone() {
        return zone;
    }

    String country() {
        return country;
    }

    String subdivision() {
        return subdivision;
    }

    SolarGeometry geometry() {
        return geometry;
    }

    /** Mean irradiance without clouds over the hour that starts at a time [W/m²]. */
    double clearSkyGhi(Instant hour) {
        return geometry.over(hour.getEpochSecond(), SECONDS_PER_HOUR).clearSkyGhi();
    }

    /** True solar time in the middle of the hour that starts at a time, 0 to 24. */
    double solarHour(Instant hour) {
        return geometry.solarHour(hour.getEpochSecond() + SECONDS_PER_HOUR / 2);
    }

    Climate climate() {
        return climate;
    }
}
