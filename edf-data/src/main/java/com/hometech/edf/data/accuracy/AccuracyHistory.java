package com.hometech.edf.data.accuracy;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Reads the history of accuracy where it is kept. A file is fetched whole before it is read, so a writer that replaces it at
 * the same time does no harm.
 */
public final class AccuracyHistory {
    /** Below the place of accuracy. */
    public static final String FOLDER = "history/";

    private final ObjectStore objects;
    private final ObjectUri history;

    /**
     * The history of a place.
     *
     * @param accuracy the prefix that the configuration calls {@code accuracy_path}
     */
    public AccuracyHistory(ObjectStore objects, ObjectUri accuracy) {
        this.objects = objects;
        this.history = accuracy.resolve(FOLDER);
    }

    /**
     * What is known of a building's forecasts for days in {@code [from, to)}, by day and day ahead; empty where nothing was
     * scored yet. Reads one file for each month.
     *
     * @param from first day of the targets, in UTC
     * @param to day after the last
     * @throws InvalidInputException when the days are not in order
     */
    public List<AccuracyRecord> read(BuildingId building, Quantity quantity, LocalDate from, LocalDate to) {
        List<AccuracyRecord> records = new ArrayList<>();
        read(Set.of(building), quantity, from, to, records::add);
        return records;
    }

    /**
     * {@link #read} of several buildings. Each file of a month that has one of them is read once.
     *
     * @param records takes what is known, in the order of the files
     * @throws InvalidInputException when the days are not in order
     */
    public void read(
            Set<BuildingId> buildings,
            Quantity quantity,
            LocalDate from,
            LocalDate to,
            Consumer<AccuracyRecord> records) {
        if (to.isBefore(from)) {
            throw new InvalidInputException("Accuracy was asked for from " + from + " to " + to + ", which is before");
        }
        Set<String> ids = buildings.stream().map(BuildingId::value).collect(Collectors.toSet());
        SortedSet<Integer> shards =
                buildings.stream().map(AccuracyFile::shardOf).collect(Collectors.toCollection(TreeSet::new));
        for (YearMonth month = YearMonth.from(from); month.atDay(1).isBefore(to); month = month.plusMonths(1)) {
            for (int shard : shards) {
                read(new AccuracyFile(month, shard), ids, quantity, from, to, records);
            }
        }
    }

    private void read(
            AccuracyFile file,
            Set<String> buildings,
            Quantity quantity,
            LocalDate from,
            LocalDate to,
            Consumer<AccuracyRecord> records) {
        try {
            Optional<InputStream> content = objects.openIfPresent(history.resolve(file.name()));
            if (content.isPresent()) {
                Path local = Files.createTempFile("edf-accuracy", ".parquet");
                try (InputStream in = content.get()) {
                    Files.copy(in, local, StandardCopyOption.REPLACE_EXISTING);
                    AccuracyReader.read(local, buildings, quantity, from, to, records);
                } finally {
                    Files.delete(local);
                }
            }
        } catch (IOException | InvalidInputException failure) {
            // who asks has done nothing wrong where a file is damaged
            throw new DependencyUnavailableException(
                    "Accuracy cannot be read from " + history.resolve(file.name()), failure);
        }
    }
}
