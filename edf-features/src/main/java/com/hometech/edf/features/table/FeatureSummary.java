package com.hometech.edf.features.table;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.UseType;
import com.hometech.edf.common.json.JsonFiles;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a feature table holds and what it leaves out; {@link #FILE_NAME} beside the table.
 *
 * @param quantity what the rows are to forecast; consumption where a file does not say
 * @param firstOrigin first origin of the table; null where it is empty
 * @param lastOrigin last origin; null where the table is empty
 * @param dataEnd end of the readings that were used (exclusive)
 * @param rows number of rows
 * @param weatherSource where weather at the targets comes from
 * @param weatherShare share of rows whose temperature at the target is known
 * @param buildings those with rows, in the order of their ids
 * @param noData ids known from the metadata that have no readings at all
 * @param inactive ids whose last reading is too old: closed
 * @param failed buildings whose features could not be computed, and why; they have fallback rows at most
 * @param unknownBuildings ids that have readings but no metadata; not forecast
 */
public record FeatureSummary(
        Quantity quantity,
        @Nullable Instant firstOrigin,
        @Nullable Instant lastOrigin,
        Instant dataEnd,
        long rows,
        WeatherSource weatherSource,
        double weatherShare,
        List<BuildingSummary> buildings,
        List<String> noData,
        List<String> inactive,
        List<FailedBuilding> failed,
        List<String> unknownBuildings) {
    /** Name of the file that lies beside feature tables. */
    public static final String FILE_NAME = "feature_summary.json";

    /**
     * One building.
     *
     * @param buildingId its id
     * @param siteId its site
     * @param useType what it is used for
     * @param readings number of readings that are not missing; a daily run counts those of its lookback
     * @param firstReading start of the first of them
     * @param lastReading start of the last of them
     * @param meanKwh their mean [kWh]
     * @param maseScaleKwh mean of |y(t) - y(t - 168 h)| over at most 365 days before the table's first origin (Hyndman
     *     and Koehler, 2006) [kWh]; null where there are no such pairs or all are equal
     * @param rows its rows in the table
     * @param readiness its grade at its last origin
     */
    public record BuildingSummary(
            String buildingId,
            String siteId,
            UseType useType,
            long readings,
            Instant firstReading,
            Instant lastReading,
            double meanKwh,
            @Nullable Double maseScaleKwh,
            long rows,
            Readiness readiness)
            implements Serializable {}

    /**
     * @param buildingId the building
     * @param reason what went wrong
     */
    public record FailedBuilding(String buildingId, String reason) implements Serializable {}

    @SuppressWarnings("NullAway") // a summary that was written before there were two quantities
    public FeatureSummary {
        quantity = quantity == null ? Quantity.CONSUMPTION : quantity;
        buildings = List.copyOf(buildings);
        noData = List.copyOf(noData);
        inactive = List.copyOf(inactive);
        failed = List.copyOf(failed);
        unknownBuildings = List.copyOf(unknownBuildings);
    }

    /** The summary of a table of consumption. */
    public FeatureSummary(
            @Nullable Instant firstOrigin,
            @Nullable Instant lastOrigin,
            Instant dataEnd,
            long rows,
            WeatherSource weatherSource,
            double weatherShare,
            List<BuildingSummary> buildings,
            List<String> noData,
            List<String> inactive,
            List<FailedBuilding> failed,
            List<String> unknownBuildings) {
        this(
                Quantity.CONSUMPTION,
                firstOrigin,
                lastOrigin,
                dataEnd,
                rows,
                weatherSource,
                weatherShare,
                buildings,
                noData,
                inactive,
                failed,
                unknownBuildings);
    }

    /** The summary of one building; empty where it has no rows. */
    public Optional<BuildingSummary> building(String id) {
        return buildings.stream()
                .filter(building -> building.buildingId().equals(id))
                .findFirst();
    }

    public void write(Path directory) throws IOException {
        JsonFiles.write(directory.resolve(FILE_NAME), this);
    }

    public static FeatureSummary read(Path directory) throws IOException {
        return JsonFiles.read(directory.resolve(FILE_NAME), FeatureSummary.class);
    }
}
