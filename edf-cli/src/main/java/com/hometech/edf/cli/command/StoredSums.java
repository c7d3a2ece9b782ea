package com.hometech.edf.cli.command;

import com.hometech.edf.cli.Workbench;
import com.hometech.edf.common.config.NearestName;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.SiteId;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ForecastStore;
import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.inference.area.AreaForecast;
import com.hometech.edf.inference.area.AreaSums;
import com.hometech.edf.inference.area.ErrorCorrelation;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Adds up stored forecasts of a site or of all buildings, and says what there is where there are none. */
final class StoredSums {
    private static final Instant FAR = Instant.parse("9999-12-31T00:00:00Z");

    private final Workbench bench;
    private final ForecastStore store;
    private final Quantity quantity;

    /** Sums of a quantity. */
    StoredSums(Workbench bench, Quantity quantity) {
        this.bench = bench;
        this.quantity = quantity;
        this.store = bench.platform().forecasts();
    }

    /**
     * Buildings that are imported.
     *
     * @param site of this site only; null for all
     * @throws InvalidInputException when there are none
     */
    List<Building> buildings(@Nullable String site) {
        List<Building> all = bench.topology().buildings();
        if (site == null) {
            return all;
        }
        SiteId wanted = new SiteId(site);
        List<Building> ofSite =
                all.stream().filter(building -> building.site().equals(wanted)).toList();
        if (ofSite.isEmpty()) {
            List<String> known = all.stream()
                    .map(building -> building.site().value())
                    .distinct()
                    .sorted()
                    .toList();
            throw new InvalidInputException("--site " + site + " is not known: "
                    + NearestName.of(site, known)
                            .map(name -> "did you mean " + name + "?")
                            .orElse("there are " + known));
        }
        return ofSite;
    }

    /**
     * Their sum.
     *
     * @param issuedAt of this issue; null for the newest forecast of each hour, from the newest issue on
     * @throws InvalidInputException when no building has a forecast
     */
    AreaForecast forecast(List<Building> buildings, @Nullable Instant issuedAt) {
        Function<Building, List<ForecastRecord>> rows =
                issuedAt == null ? newest(buildings) : building -> store.issue(building.id(), quantity, issuedAt);
        AreaSums sums = new AreaSums(quantity);
        buildings.forEach(building -> sums.add(building.site(), building.id(), rows.apply(building)));
        if (sums.modelVersions().isEmpty()) {
            throw none(issuedAt);
        }
        Map<String, ModelPackage> registered = bench.platform().models().list(bench.modelGroup(quantity)).stream()
                .collect(Collectors.toMap(ModelPackage::modelVersion, model -> model));
        return sums.forecast(
                ErrorCorrelation.of(sums.modelVersions(), version -> Optional.ofNullable(registered.get(version))));
    }

    /** A building whose newest forecast is older still counts in the hours that it covers. */
    private Function<Building, List<ForecastRecord>> newest(List<Building> buildings) {
        Instant newest = buildings.stream()
                .flatMap(building -> store.newestIssue(building.id(), quantity).stream())
                .max(Comparator.naturalOrder())
                .orElseThrow(() -> none(null));
        return building -> store.newest(building.id(), quantity, newest, FAR);
    }

    private InvalidInputException none(@Nullable Instant issuedAt) {
        String which = (quantity == Quantity.CONSUMPTION ? "" : " of " + quantity.code())
                + (issuedAt == null ? "" : " issued at " + issuedAt);
        return new InvalidInputException("None of the buildings has a forecast" + which + "; what is stored says "
                + bench.command("forecasts list") + ", and more is made with "
                + bench.command("forecast" + TargetOption.words(quantity, bench)));
    }

    /** The local time that all buildings share, else UTC. */
    static ZoneId zone(List<Building> buildings) {
        List<ZoneId> zones = buildings.stream().map(Building::zone).distinct().toList();
        return zones.size() == 1 ? zones.get(0) : ZoneOffset.UTC;
    }
}
