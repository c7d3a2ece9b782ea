package com.hometech.edf.insights.upload;

import com.hometech.edf.common.config.InsightsConfig;
import com.hometech.edf.common.config.NearestName;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.data.csv.CsvTable;
import com.hometech.edf.data.importing.NumberText;
import com.hometech.edf.data.importing.PlainTimes;
import com.hometech.edf.insights.upload.SeriesBuilder.Reading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads an uploaded file of {@code timestamp, appliance, kwh}. */
public final class UploadReader {
    private static final String TIME = "timestamp";
    private static final String APPLIANCE = "appliance";
    private static final String KWH = "kwh";
    private static final List<String> COLUMNS = List.of(TIME, APPLIANCE, KWH);
    private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?[0-9]*,[0-9]+");
    private static final int EARLIEST_YEAR = 1990;
    private static final int LATEST_YEAR = 2100;
    private static final int LONGEST_CONTENT = 200;
    private static final int BYTES_PER_MEGABYTE = 1_000_000;

    private final InsightsConfig config;

    public UploadReader(InsightsConfig config) {
        this.config = config;
    }

    /**
     * Reads the bytes of a file.
     *
     * @throws InvalidInputException when nothing in it can be used, in words for the person who made the file
     */
    public Upload read(UploadId id, byte[] bytes) {
        if (!id.isCsv()) {
            throw new InvalidInputException("File " + id.fileName()
                    + " is no CSV file: save the table as CSV (UTF-8), with a name that ends with .csv");
        }
        if (bytes.length > config.maxFileMb() * BYTES_PER_MEGABYTE) {
            throw new InvalidInputException("File " + id.fileName() + " has " + bytes.length
                    + " bytes; the most is edf_insights.max_file_mb " + config.maxFileMb()
                    + ": give months in files of their own");
        }
        UploadText text = UploadText.of(bytes, id.fileName());
        byte[] utf8 = text.text().getBytes(StandardCharsets.UTF_8);
        try (CsvTable csv = new CsvTable(id.fileName(), new ByteArrayInputStream(utf8), text.separator())) {
            requireColumns(csv, id);
            return new Lines(csv).read(id, Sha256.of(bytes));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void requireColumns(CsvTable csv, UploadId id) {
        List<String> missing =
                COLUMNS.stream().filter(column -> !csv.has(column)).toList();
        if (!missing.isEmpty()) {
            String found = csv.columns().stream()
                    .map(column -> "\"" + shortened(column) + "\"")
                    .reduce((left, right) -> left + ", " + right)
                    .orElse("none");
            String hint = csv.columns().stream()
                    .filter(column -> !COLUMNS.contains(column))
                    .flatMap(column -> NearestName.of(column, missing).stream()
                            .map(near -> " Rename \"" + shortened(column) + "\" to \"" + near + "\"?"))
                    .findFirst()
                    .orElse("");
            throw new InvalidInputException("File " + id.fileName() + " has no column "
                    + String.join(" and none ", missing) + "; its first line has " + shortened(found)
                    + ". The first line has to be timestamp,appliance,kwh." + hint);
        }
    }

    private static String shortened(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", " ").strip();
        return printable.length() <= LONGEST_CONTENT ? printable : printable.substring(0, LONGEST_CONTENT) + "…";
    }

    /** One pass over the lines of a file. */
    private final class Lines {
        private final CsvTable csv;
        private final ZoneId zone = config.zone();
        private final PlainTimes times = new PlainTimes(zone);
        private final Map<String, SeriesBuilder> builders = new TreeMap<>();
        private final Map<String, SeriesBuilder> builderByGivenName = new HashMap<>();
        private final Set<String> renamed = new HashSet<>();
        private final List<RejectedLine> rejected = new ArrayList<>();
        private long lines;

        Lines(CsvTable csv) {
            this.csv = csv;
        }

        Upload read(UploadId id, String sha256) {
            while (csv.next()) {
                if (!isBlank()) {
                    lines++;
                    readLine();
                }
            }
            List<ApplianceSeries> appliances = new ArrayList<>();
            builders.values().forEach(builder -> builder.build(rejected::add).ifPresent(appliances::add));
            rejected.sort(Comparator.comparingLong(RejectedLine::line));
            requireSome(id, appliances);
            return new Upload(
                    id,
                    sha256,
                    zone,
                    lines,
                    appliances,
                    rejected,
                    renamed.size(),
                    csv.columns().stream()
                            .filter(column -> !COLUMNS.contains(column))
                            .map(UploadReader::shortened)
                            .toList());
        }

        private boolean isBlank() {
            return csv.fields().stream().allMatch(String::isBlank);
        }

        private void readLine() {
            if (!csv.isComplete()) {
                reject(RejectReason.WRONG_FIELD_COUNT);
                return;
            }
            Optional<SeriesBuilder> appliance = appliance(csv.field(csv.position(APPLIANCE)));
            if (appliance.isEmpty()) {
                reject(RejectReason.NO_APPLIANCE);
                return;
            }
            long start =
                    start(appliance.get().name(), csv.field(csv.position(TIME)).strip());
            if (start == PlainTimes.NO_TIME) {
                return;
            }
            value(csv.field(csv.position(KWH)).strip())
                    .ifPresent(kwh -> appliance.get().add(new Reading(start, kwh, csv.line(), content())));
        }

        /** What collects the readings of an appliance: names that differ in case alone are one. */
        private Optional<SeriesBuilder> appliance(String given) {
            SeriesBuilder known = builderByGivenName.get(given);
            if (known != null) {
                return Optional.of(known);
            }
            String name = ApplianceName.clean(given);
            if (name.isEmpty()) {
                return Optional.empty();
            }
            if (!name.equals(given.strip())) {
                renamed.add(given);
            }
            SeriesBuilder builder = builders.computeIfAbsent(
                    name.toLowerCase(Locale.ROOT), unused -> new SeriesBuilder(name, zone, config.maxPowerKw()));
            if (builders.size() > config.maxAppliances()) {
                throw new InvalidInputException("The file has more than " + config.maxAppliances()
                        + " appliances (edf_insights.max_appliances), the next one in line " + csv.line()
                        + ": is the column appliance what it should be?");
            }
            builderByGivenName.put(given, builder);
            return Optional.of(builder);
        }

        private long start(String appliance, String text) {
            long start;
            try {
                start = times.epochSecond(appliance, text, csv.line());
            } catch (InvalidInputException ambiguous) {
                reject(RejectReason.AMBIGUOUS_TIME);
                return PlainTimes.NO_TIME;
            }
            if (start == PlainTimes.NO_TIME) {
                reject(RejectReason.BAD_TIME);
                return PlainTimes.NO_TIME;
            }
            int year = Instant.ofEpochSecond(start).atOffset(ZoneOffset.UTC).getYear();
            if (year < EARLIEST_YEAR || year > LATEST_YEAR) {
                reject(RejectReason.BAD_YEAR);
                return PlainTimes.NO_TIME;
            }
            return start;
        }

        private Optional<Double> value(String text) {
            if (NumberText.isMissing(text)) {
                reject(RejectReason.NO_VALUE);
                return Optional.empty();
            }
            String decimal = DECIMAL_COMMA.matcher(text).matches() ? text.replace(',', '.') : text;
            double kwh = NumberText.parse(decimal);
            if (!Double.isFinite(kwh)) {
                reject(RejectReason.BAD_VALUE);
                return Optional.empty();
            }
            if (kwh < 0) {
                reject(RejectReason.NEGATIVE);
                return Optional.empty();
            }
            return Optional.of(kwh);
        }

        private void reject(RejectReason reason) {
            rejected.add(new RejectedLine(csv.line(), reason, content()));
        }

        private String content() {
            return shortened(String.join(" | ", csv.fields()));
        }

        private void requireSome(UploadId id, List<ApplianceSeries> appliances) {
            if (appliances.isEmpty()) {
                String first = rejected.isEmpty()
                        ? "there is no line below the header"
                        : "line " + rejected.get(0).line() + " "
                                + rejected.get(0).reason().text() + " (\""
                                + rejected.get(0).content() + "\")";
                throw new InvalidInputException("File " + id.fileName() + " has no reading that can be used: " + first
                        + ". A line looks like 2024-11-01T13:00,Fridge,0.042");
            }
        }
    }
}
