package com.hometech.edf.data.anomaly;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads the table of anomalies where it is kept: a file a month. A file is fetched whole before it is read, so a writer that
 * replaces it at the same time does no harm.
 */
public final class AnomalyTable {
    /** Below the place of what the daily checks find: that of the check. */
    public static final String FOLDER = "anomalies/";

    private final ObjectStore objects;
    private final ObjectUri table;

    /**
     * The table of a place.
     *
     * @param monitoring the prefix that the configuration calls {@code monitoring_path}
     */
    public AnomalyTable(ObjectStore objects, ObjectUri monitoring) {
        this.objects = objects;
        this.table = monitoring.resolve(FOLDER);
    }

    /**
     * Anomalies of which a part lies in {@code [from, to)}, in order. Periods end with the month in which they begin, so
     * only files of the months between are read.
     *
     * @param buildings those asked for
     * @throws InvalidInputException when the times are not in order
     */
    public List<Anomaly> read(Predicate<BuildingId> buildings, Instant from, Instant to) {
        if (to.isBefore(from)) {
            throw new InvalidInputException(
                    "Anomalies were asked for from " + from + " to " + to + ", which is before");
        }
        List<Anomaly> found = new ArrayList<>();
        YearMonth first = YearMonth.from(from.atOffset(ZoneOffset.UTC));
        for (YearMonth month = first; start(month).isBefore(to); month = month.plusMonths(1)) {
            read(month, buildings, from, to, found);
        }
        found.sort(null);
        return found;
    }

    private void read(YearMonth month, Predicate<BuildingId> buildings, Instant from, Instant to, List<Anomaly> found) {
        ObjectUri file = table.resolve(AnomalyFile.name(month));
        try {
            Optional<InputStream> content = objects.openIfPresent(file);
            if (content.isPresent()) {
                Path local = Files.createTempFile("edf-anomalies", ".parquet");
                try (InputStream in = content.get()) {
                    Files.copy(in, local, StandardCopyOption.REPLACE_EXISTING);
                    AnomalyFile.read(local, anomaly -> {
                        if (buildings.test(anomaly.building())
                                && anomaly.period().start().isBefore(to)
                                && anomaly.period().end().isAfter(from)) {
                            found.add(anomaly);
                        }
                    });
                } finally {
                    Files.delete(local);
                }
            }
        } catch (IOException | InvalidInputException failure) {
            // who asks has done nothing wrong where a file is damaged
            throw new DependencyUnavailableException("Anomalies cannot be read from " + file, failure);
        }
    }

    private static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
