package com.hometech.edf.monitoring.readings;

import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.features.engine.StepGrid;
import com.hometech.edf.features.input.MonthPartitions;
import com.hometech.edf.features.input.TimeSpan;
import com.hometech.edf.inference.artifact.Checksums;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The files with the readings of a month and of some days before it.
 *
 * @param month in UTC
 * @param daysBefore days before it that are read too
 * @param files by quantity, in the order of their names; a quantity without readings is left out
 * @param complete quantities that have readings of later months, so that all of this one should be there
 * @param until readings of intervals that end later are not known
 * @param facts what tells these readings from others
 */
public record MonthReadings(
        YearMonth month,
        int daysBefore,
        Map<Quantity, List<Path>> files,
        Set<Quantity> complete,
        Instant until,
        String facts) {
    public MonthReadings {
        files = Map.copyOf(files);
        complete = Set.copyOf(complete);
    }

    /**
     * The files of a month.
     *
     * @param tables folder with the folders of the tables of readings
     * @param until readings of intervals that end later are not known
     * @param checksums of files that were read before in this execution; grows
     */
    public static MonthReadings of(
            YearMonth month, int daysBefore, Path tables, Instant until, Map<Path, String> checksums)
            throws IOException {
        Map<Quantity, List<Path>> files = new EnumMap<>(Quantity.class);
        Set<Quantity> complete = EnumSet.noneOf(Quantity.class);
        StringBuilder facts = new StringBuilder();
        for (Quantity quantity : Quantity.values()) {
            Path table = tables.resolve(quantity.table());
            List<Path> found =
                    Files.isDirectory(table) ? MonthPartitions.within(table, span(month, daysBefore)) : List.of();
            if (!found.isEmpty()) {
                files.put(quantity, found);
                long next = start(month.plusMonths(1)).getEpochSecond();
                TimeSpan after = new TimeSpan(next, Math.max(next, until.getEpochSecond()));
                if (!MonthPartitions.within(table, after).isEmpty()) {
                    complete.add(quantity);
                }
                facts.append(quantity.code())
                        .append(' ')
                        .append(complete.contains(quantity))
                        .append('\n');
                found.stream()
                        .map(file -> checksums.computeIfAbsent(file, MonthReadings::checksum))
                        // what the files are called makes no difference
                        .sorted()
                        .forEach(checksum -> facts.append(checksum).append('\n'));
            }
        }
        if (span(month, daysBefore).contains(until.getEpochSecond())) {
            facts.append("until ").append(until).append('\n');
        }
        return new MonthReadings(month, daysBefore, files, complete, until, facts.toString());
    }

    private static String checksum(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return Checksums.sha256(in);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Start of a month. */
    public static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static TimeSpan span(YearMonth month, int daysBefore) {
        return new TimeSpan(
                start(month).minus(Duration.ofDays(daysBefore)).getEpochSecond(),
                start(month.plusMonths(1)).getEpochSecond());
    }

    /** The intervals that are read, of which those of {@link #daysBefore()} come first. */
    public StepGrid grid(TimeStep step) {
        TimeSpan span = span(month, daysBefore);
        return StepGrid.between(span.fromEpochSecond(), span.endEpochSecond(), step.seconds());
    }

    /**
     * The readings of a quantity.
     *
     * @param buildings in the order in which they are asked for
     * @param work an empty folder for what does not fit into memory
     */
    public SortedReadings sorted(Quantity quantity, List<Building> buildings, StepGrid grid, Path work)
            throws IOException {
        return new SortedReadings(files.getOrDefault(quantity, List.of()), quantity, buildings, grid, until, work);
    }

    /**
     * The newest months, in order: until that of {@code until}, or until the last with readings where they have ended before.
     *
     * @param tables folder with the folders of the tables of readings
     */
    public static List<YearMonth> newest(int months, Path tables, Instant until) throws IOException {
        YearMonth last = YearMonth.from(until.atOffset(ZoneOffset.UTC));
        Optional<YearMonth> known = Optional.empty();
        for (Quantity quantity : Quantity.values()) {
            Optional<YearMonth> ofQuantity = MonthPartitions.newestMonth(tables.resolve(quantity.table()), last);
            known = known.isEmpty() || ofQuantity.filter(known.get()::isBefore).isPresent() ? ofQuantity : known;
        }
        YearMonth end = known.orElse(last);
        return IntStream.range(0, months)
                .mapToObj(number -> end.minusMonths(months - 1L - number))
                .toList();
    }

    /**
     * After the last interval whose reading should be there: that of the newest reading of all buildings, or the last of a month
     * after which there are others.
     */
    public int known(Quantity quantity, StepGrid grid, SortedReadings readings) {
        if (readings.newestEpochSecond() == Long.MIN_VALUE) {
            return 0;
        }
        return complete.contains(quantity) ? grid.length() : grid.indexOf(readings.newestEpochSecond()) + 1;
    }
}
