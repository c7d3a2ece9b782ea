package com.hometech.edf.training.backtest;

import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.LoadKind;
import com.hometech.edf.common.domain.SiteId;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.domain.UseType;
import com.hometech.edf.data.parquet.ParquetRowWriter;
import com.hometech.edf.data.table.ConsumptionColumn;
import com.hometech.edf.features.build.StoredBuildings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/** Three buildings, over 150 days where nothing else is said, with a week and a day in them, stored as imports store them. */
public final class SmallPortfolio {
    public static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    static final int HOURS = 150 * 24;
    static final Instant END = START.plus(Duration.ofHours(HOURS));
    static final EdfConfig CONFIG = ConfigReader.parse("""
            edf_training:
              default_strategy: XGBoost
              calibration_days: 14
              hyperparameters: {XGBoost: {xgb_num_boost_round: 8, xgb_max_depth: 3, xgb_quantile_num_boost_round: 8}}
            edf_feature_eng: {max_training_rows: 8000}
            """, "the test");

    private static final List<Building> BUILDINGS = List.of(
            building("north_office", "north", UseType.OFFICE),
            building("north_school", "north", UseType.EDUCATION),
            building("south_office", "south", UseType.OFFICE));

    private final long end;
    private final long changedFrom;
    private final DoubleUnaryOperator change;

    private SmallPortfolio(Instant end, Instant changedFrom, DoubleUnaryOperator change) {
        this.end = hour(end);
        this.changedFrom = hour(changedFrom);
        this.change = change;
    }

    /** All readings. */
    static SmallPortfolio whole() {
        return until(END);
    }

    /** The readings before a time. */
    public static SmallPortfolio until(Instant end) {
        return new SmallPortfolio(end, end, DoubleUnaryOperator.identity());
    }

    /** All readings, those from a time on changed. */
    static SmallPortfolio changed(Instant from, DoubleUnaryOperator change) {
        return whole().withChange(from, change);
    }

    /** The same readings, those from a time on changed. */
    public SmallPortfolio withChange(Instant from, DoubleUnaryOperator changeFrom) {
        return new SmallPortfolio(START.plus(Duration.ofHours(end)), from, changeFrom);
    }

    public static Topology topology() {
        return new Topology(BUILDINGS, Map.of());
    }

    /** Writes the tables below a directory. */
    public StoredBuildings.Tables write(Path directory) throws IOException {
        Path consumption = directory.resolve("consumption");
        try (ParquetRowWriter writer =
                new ParquetRowWriter(consumption.resolve("part-000001.parquet"), ConsumptionColumn.SCHEMA)) {
            for (Building building : BUILDINGS) {
                write(building, writer);
            }
            writer.finish();
        }
        return new StoredBuildings.Tables(consumption, directory.resolve("weather"), directory.resolve("forecast"));
    }

    private void write(Building building, ParquetRowWriter writer) throws IOException {
        Random random = new Random(building.id().value().hashCode());
        double size = 5 + 200 * random.nextDouble();
        for (long hour = 0; hour < end; hour++) {
            double day = 1 + 0.6 * Math.sin(2 * Math.PI * (hour % 24) / 24);
            double kwh = size * (hour / 24 % 7 < 5 ? day : 0.5) * (1 + 0.08 * random.nextGaussian());
            if (!isSilent(hour)) {
                writer.setString(
                        ConsumptionColumn.BUILDING_ID.ordinal(), building.id().value());
                writer.setEpochSecond(ConsumptionColumn.TIMESTAMP_HOUR.ordinal(), START.getEpochSecond() + hour * 3600);
                writer.setDouble(
                        ConsumptionColumn.CONSUMPTION_KWH.ordinal(),
                        hour >= changedFrom ? change.applyAsDouble(kwh) : kwh);
                writer.setLong(ConsumptionColumn.VERSION.ordinal(), 1);
                writer.setString(ConsumptionColumn.FLAG.ordinal(), "ok");
                writer.endRow();
            }
        }
    }

    /** Eight hours without a reading, now and then. */
    private static boolean isSilent(long hour) {
        return hour % 61 / 8 == 2;
    }

    private static long hour(Instant time) {
        return Duration.between(START, time).toHours();
    }

    private static Building building(String id, String site, UseType use) {
        return new Building(
                new BuildingId(id), new SiteId(site), ZoneOffset.UTC, LoadKind.BUILDING, use, "", Double.NaN, false);
    }
}
