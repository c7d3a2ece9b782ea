package com.hometech.edf.features.build;

import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.features.engine.BuildingFeatures;
import com.hometech.edf.features.engine.BuildingInput;
import com.hometech.edf.features.engine.FeatureEngine;
import com.hometech.edf.features.engine.FeatureSettings;
import com.hometech.edf.features.engine.RowBatch;
import com.hometech.edf.features.engine.SiteContext;
import com.hometech.edf.features.engine.SiteWeather;
import com.hometech.edf.features.input.ReadingChunk;
import com.hometech.edf.features.input.ReadingSeries;
import com.hometech.edf.features.plan.RowPlan;
import com.hometech.edf.features.table.FeatureSummary.BuildingSummary;
import com.hometech.edf.features.table.FeatureTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Computes and writes the rows of a group of buildings, and their series where the run wants them. For one thread. */
public final class BuildingGroup {
    private static final Logger LOG = LoggerFactory.getLogger(BuildingGroup.class);
    private static final int SITES_KEPT = 16;

    private final RunFacts facts;
    private final FeatureEngine engine;
    private final RowPlan plan;
    private final GroupReport report = new GroupReport();
    private final Map<SiteKey, SiteContext> sites = new LinkedHashMap<>(SITES_KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<SiteKey, SiteContext> eldest) {
            return size() > SITES_KEPT;
        }
    };

    private record SiteKey(String site, ZoneId zone) {}

    /** A group whose features are those of the configuration. */
    public static BuildingGroup of(RunFacts facts) {
        EdfConfig config = facts.config();
        return new BuildingGroup(facts, config, new FeatureEngine(FeatureSettings.of(config)));
    }

    /** A group with an engine of its own. */
    public BuildingGroup(RunFacts facts, EdfConfig config, FeatureEngine engine) {
        this.facts = facts;
        this.engine = engine;
        this.plan = new RowPlan(config);
    }

    /**
     * Writes the group's files.
     *
     * @param readings of each building, in the order of their ids
     * @param output directory that holds one directory for each table
     * @param fileName name of the group's file in each of them
     */
    public GroupReport write(Map<String, Iterable<ReadingChunk>> readings, Path output, String fileName)
            throws IOException {
        try (GroupFiles files = new GroupFiles(output, fileName, engine.schema())) {
            for (Map.Entry<String, Iterable<ReadingChunk>> entry : readings.entrySet()) {
                Building building = BuildingId.isValid(entry.getKey())
                        ? facts.topology().find(new BuildingId(entry.getKey())).orElse(null)
                        : null;
                if (building == null) {
                    report.addUnknown(entry.getKey());
                } else {
                    writeBuilding(building, ReadingSeries.of(entry.getValue(), facts.grid()), files);
                }
            }
            files.finish();
        }
        return report;
    }

    /**
     * Writes the rows of buildings that never had a reading: all that is known of them are facts, calendar and weather.
     *
     * @param output directory that holds one directory for each table
     * @param fileName name of the file in each of them
     */
    public GroupReport writeWithoutReadings(List<Building> buildings, Path output, String fileName) throws IOException {
        double[] none = new double[facts.grid().length()];
        Arrays.fill(none, Double.NaN);
        try (GroupFiles files = new GroupFiles(output, fileName, engine.schema())) {
            for (Building building : buildings) {
                BuildingFeatures features =
                        engine.prepare(new BuildingInput(building, none, new byte[none.length], site(building)));
                RowBatch rows = plan.everyLeadWithoutReadings(
                        facts.grid(), facts.parts().lastIssue());
                for (String part : facts.parts().names()) {
                    files.append(part, features.table(rows));
                    report.part(part).add(features, rows);
                }
                report.addSilent(building.id().value());
            }
            files.finish();
        }
        return report;
    }

    private void writeBuilding(Building building, ReadingSeries readings, GroupFiles files) throws IOException {
        String id = building.id().value();
        if (readings.first() < 0) {
            report.addSilent(id);
            return;
        }
        report.addSeen(id);
        BuildingInput input = new BuildingInput(building, readings.kwh(), readings.flags(), site(building));
        Map<String, FeatureTable> tables;
        BuildingFeatures features;
        try {
            features = engine.prepare(input);
            tables = tables(features, readings, false);
        } catch (RuntimeException failure) {
            LOG.warn("Features of {} failed; it falls back alone", id, failure);
            report.addFailed(id, failure.getClass().getSimpleName() + ": " + failure.getMessage());
            features = engine.preparePlain(input);
            tables = tables(features, readings, true);
        }
        if (!features.isActive(plan.origin(facts.parts().lastIssue(), facts.grid()))) {
            report.addInactive(id);
        }
        for (Map.Entry<String, FeatureTable> entry : tables.entrySet()) {
            files.append(entry.getKey(), entry.getValue());
        }
        writeSeries(features, readings.first(), files);
    }

    /** Intervals before the first reading tell nothing, nor does a single one. */
    private void writeSeries(BuildingFeatures features, int firstReading, GroupFiles files) throws IOException {
        List<String> weather = facts.seriesWeather();
        if (weather == null) {
            return;
        }
        for (String part : facts.parts().names()) {
            GridSpan span = facts.parts().series(part, facts.grid(), plan);
            int from = Math.max(span.from(), firstReading);
            if (span.to() - from > 1 && features.hasReading(from, span.to() - 1)) {
                files.appendSeries(part, features.series(weather, from, span.to()));
            }
        }
    }

    /** The building's rows for every table; reported only once all of them are there. */
    private Map<String, FeatureTable> tables(BuildingFeatures features, ReadingSeries readings, boolean servedOnly) {
        Map<String, FeatureTable> tables = new LinkedHashMap<>();
        Map<String, RowBatch> batches = new LinkedHashMap<>();
        for (String part : facts.parts().names()) {
            if (!servedOnly || facts.parts().isServed(part)) {
                RowBatch rows = facts.parts().rows(part, features, plan);
                batches.put(part, facts.parts().counted(rows));
                tables.put(part, features.table(rows));
            }
        }
        batches.forEach((part, rows) -> {
            if (rows.size() > 0) {
                report.part(part).add(summary(features, readings, rows), features, rows);
            }
        });
        return tables;
    }

    private BuildingSummary summary(BuildingFeatures features, ReadingSeries readings, RowBatch rows) {
        Building building = features.building();
        double scale = facts.parts().maseScaleKwh(readings, facts.grid(), plan);
        return new BuildingSummary(
                building.id().value(),
                building.site().value(),
                building.useType(),
                readings.count(),
                Instant.ofEpochSecond(facts.grid().epochSecond(readings.first())),
                Instant.ofEpochSecond(facts.grid().epochSecond(readings.last())),
                readings.meanKwh(),
                Double.isNaN(scale) ? null : scale,
                rows.size(),
                features.readiness(rows.newestOrigin()));
    }

    private SiteContext site(Building building) {
        SiteKey key = new SiteKey(building.site().value(), building.zone());
        SiteContext known = sites.get(key);
        if (known == null) {
            known = new SiteContext(
                    facts.grid(),
                    building.zone(),
                    facts.topology().holidaysOf(building.site()),
                    facts.weather().getOrDefault(building.site().value(), SiteWeather.NONE),
                    facts.seasonal(),
                    engine.settings());
            sites.put(key, known);
        }
        return known;
    }
}
