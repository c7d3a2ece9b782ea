package com.hometech.edf.data.quality;

import com.hometech.edf.common.domain.SiteId;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.data.table.WeatherColumn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Describes the observed weather of each site while its hours pass by, in order of time. */
public final class WeatherProfile {
    private static final class Site {
        private long fromSecond = Long.MAX_VALUE;
        private long toSecond = Long.MIN_VALUE;
        private long hours;
        private long covered;
        private long firstSecond = Long.MAX_VALUE;
        private long lastSecond = Long.MIN_VALUE;
        private final long[] missing = new long[WeatherColumn.VARIABLES.size()];
    }

    private final Map<SiteId, Site> sites = new TreeMap<>();

    /** Prepares the sites of these buildings; the span of their readings is what weather has to cover. */
    public WeatherProfile(Collection<SiteId> known, List<BuildingQuality> buildings) {
        known.forEach(site -> sites.put(site, new Site()));
        for (BuildingQuality building : buildings) {
            Site site = sites.get(new SiteId(building.siteId()));
            if (site != null && building.first() != null && building.last() != null) {
                site.fromSecond = Math.min(site.fromSecond, building.first().getEpochSecond());
                site.toSecond = Math.max(site.toSecond, building.last().getEpochSecond());
            }
        }
    }

    /** Takes the weather of an hour, with the variables in the order of {@link WeatherColumn#VARIABLES}. */
    public void add(SiteId id, long epochSecond, double[] values) {
        Site site = sites.computeIfAbsent(id, absent -> new Site());
        site.hours++;
        site.covered += epochSecond >= site.fromSecond && epochSecond <= site.toSecond ? 1 : 0;
        site.firstSecond = Math.min(site.firstSecond, epochSecond);
        site.lastSecond = Math.max(site.lastSecond, epochSecond);
        for (int index = 0; index < values.length; index++) {
            site.missing[index] += Double.isNaN(values[index]) ? 1 : 0;
        }
    }

    /** The sites in the order of their ids. */
    public List<SiteWeather> sites() {
        List<SiteWeather> list = new ArrayList<>();
        sites.forEach((id, site) -> list.add(new SiteWeather(
                id.value(),
                site.hours,
                site.hours == 0 ? null : Instant.ofEpochSecond(site.firstSecond),
                site.hours == 0 ? null : Instant.ofEpochSecond(site.lastSecond),
                readingsUntil(site),
                coverage(site),
                missingShares(site))));
        return list;
    }

    private static @Nullable Instant readingsUntil(Site site) {
        return site.toSecond == Long.MIN_VALUE ? null : Instant.ofEpochSecond(site.toSecond);
    }

    private static double coverage(Site site) {
        if (site.toSecond < site.fromSecond) {
            return 0;
        }
        long hours = (site.toSecond - site.fromSecond) / TimeStep.HOUR.seconds() + 1;
        return (double) site.covered / hours;
    }

    private static NavigableMap<String, Double> missingShares(Site site) {
        NavigableMap<String, Double> shares = new TreeMap<>();
        for (int index = 0; index < site.missing.length; index++) {
            double share = site.hours == 0 ? 1 : (double) site.missing[index] / site.hours;
            shares.put(WeatherColumn.VARIABLES.get(index).column().name(), share);
        }
        return shares;
    }
}
