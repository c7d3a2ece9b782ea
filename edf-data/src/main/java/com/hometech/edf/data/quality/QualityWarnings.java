package com.hometech.edf.data.quality;

import com.hometech.edf.common.config.DataQualityConfig;
import com.hometech.edf.common.domain.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** Draws the conclusions of a data-quality report: the status of each building, and what a person should look at. */
public final class QualityWarnings {
    private static final int NAMED = 5;

    private final DataQualityConfig config;

    public QualityWarnings(DataQualityConfig config) {
        this.config = config;
    }

    /** The buildings with their status, which depends on the newest reading of all. */
    public List<BuildingQuality> withStatus(List<BuildingQuality> buildings) {
        Instant newest = buildings.stream()
                .map(BuildingQuality::last)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
        return buildings.stream()
                .map(building -> building.withStatus(status(building, newest)))
                .toList();
    }

    private BuildingStatus status(BuildingQuality building, Instant newest) {
        if (building.status() != BuildingStatus.OK || building.first() == null || building.last() == null) {
            return building.status();
        }
        if (building.last().isBefore(newest.minus(Duration.ofDays(config.inactiveAfterDays())))) {
            return BuildingStatus.INACTIVE;
        }
        return building.hours() < config.minHistoryDays() * 24L ? BuildingStatus.SHORT_HISTORY : BuildingStatus.OK;
    }

    /** The warnings about what a report says, gravest first. */
    public List<String> of(DataQualityReport report, Topology topology) {
        List<String> warnings = new ArrayList<>();
        report.files().stream()
                .filter(file -> !file.problem().isEmpty())
                .forEach(file -> warnings.add("File " + file.name() + " was not taken: " + file.problem()));
        report.rejections()
                .forEach(rejection -> warnings.add(rejection.rows() + " rows of " + rejection.table()
                        + " were set aside: " + rejection.meaning()));
        addCorrections(warnings, report.corrections());
        addBuildings(warnings, report.buildings());
        report.sites().forEach(site -> addWeather(warnings, site));
        topology.buildings().stream()
                .map(building -> building.site())
                .distinct()
                .sorted()
                .filter(site -> topology.holidaysOf(site).asMap().isEmpty())
                .forEach(site -> warnings.add("No holidays are known for site " + site));
        return warnings;
    }

    private static void addCorrections(List<String> warnings, List<Correction> corrections) {
        long readings = corrections.stream().mapToLong(Correction::readings).sum();
        if (readings > 0) {
            Instant first = corrections.get(0).first();
            Instant last = corrections.get(corrections.size() - 1).last();
            warnings.add(readings + " stored readings between " + first + " and " + last
                    + " were corrected: models trained with them and forecasts issued after " + first
                    + " were made with the earlier values and stay as they are; train again where it matters");
        }
    }

    private void addBuildings(List<String> warnings, List<BuildingQuality> buildings) {
        add(
                warnings,
                buildings,
                each -> each.status() == BuildingStatus.REJECTED,
                "deliver a rising counter instead of energy for each hour and were rejected");
        add(
                warnings,
                buildings,
                each -> each.unitSlipHours() > 0,
                "have readings that look as if they were in another unit (Wh for kWh); they are kept out of training");
        add(
                warnings,
                buildings,
                each -> each.missingShare() > config.maxMissingShare() && each.hours() > 0,
                "miss more than " + Math.round(100 * config.maxMissingShare()) + " % of their readings");
        add(warnings, buildings, each -> each.status() == BuildingStatus.NO_DATA, "have no readings at all");
        add(
                warnings,
                buildings,
                each -> each.status() == BuildingStatus.INACTIVE,
                "have been silent for more than " + config.inactiveAfterDays() + " days and count as closed");
        add(
                warnings,
                buildings,
                each -> each.status() == BuildingStatus.SHORT_HISTORY,
                "have less than " + config.minHistoryDays() + " days of readings: a plain forecast serves them");
        add(
                warnings,
                buildings,
                each -> each.flatHours() > 0.2 * each.hours(),
                "say the same for a day or longer in more than 20 % of their readings");
    }

    private static void add(
            List<String> warnings, List<BuildingQuality> buildings, Predicate<BuildingQuality> which, String what) {
        List<String> ids = buildings.stream()
                .filter(which)
                .map(BuildingQuality::buildingId)
                .toList();
        if (!ids.isEmpty()) {
            String named = String.join(", ", ids.subList(0, Math.min(NAMED, ids.size())));
            String more = ids.size() > NAMED ? ", …" : "";
            warnings.add(ids.size() + " of " + buildings.size() + " buildings " + what + ": " + named + more);
        }
    }

    private static void addWeather(List<String> warnings, SiteWeather site) {
        if (site.readingsUntil() == null) {
            return;
        }
        if (site.last() == null) {
            warnings.add("Site " + site.siteId() + " has no weather: its forecasts do without");
        } else if (site.endsBeforeReadings()) {
            warnings.add(
                    "The weather of site " + site.siteId() + " ends at " + site.last() + ", but readings go on until "
                            + site.readingsUntil() + ": later hours are forecast without weather");
        }
    }
}
