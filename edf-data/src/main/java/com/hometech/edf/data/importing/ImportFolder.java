package com.hometech.edf.data.importing;

import com.hometech.edf.common.config.DataQualityConfig;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.common.json.JsonFiles;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.data.quality.DataQualityPage;
import com.hometech.edf.data.quality.DataQualityReport;
import com.hometech.edf.data.quality.QualityWarnings;
import com.hometech.edf.data.table.TopologyFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Use case: brings a folder of CSV files (consumption, solar, weather, weather forecasts, buildings, calendar) into the tables.
 * Streams, so that the size of the folder does not matter; publishes at the end, all or nothing; importing the same files again
 * changes nothing. One import at a time.
 */
public final class ImportFolder {
    private final ObjectStore objects;
    private final ImportTarget target;
    private final DataQualityConfig rules;
    private final TimeStep step;
    private final Clock clock;

    /**
     * Prepares imports.
     *
     * @param rules what counts as a bad reading
     * @param step of the tables of readings: shorter intervals are summed to it
     * @param clock readings of the future are refused
     */
    public ImportFolder(ObjectStore objects, ImportTarget target, DataQualityConfig rules, TimeStep step, Clock clock) {
        this.objects = objects;
        this.target = target;
        this.rules = rules;
        this.step = step;
        this.clock = clock;
    }

    /**
     * Imports a folder.
     *
     * @param work an empty directory for temporary files; the caller removes it
     * @throws InvalidInputException when the folder holds nothing that can be imported
     */
    public ImportSummary run(Path folder, Path work, Progress progress) throws IOException {
        List<Delivery> deliveries = Delivery.in(folder);
        if (deliveries.isEmpty()) {
            throw new InvalidInputException("Folder " + folder + " holds nothing to import: expected consumption.csv, "
                    + "solar.csv, weather.csv or weather_forecast.csv, each plain or .gz");
        }
        return importing(deliveries, folder, work, progress);
    }

    /**
     * Imports a plain CSV file; its series become buildings.
     *
     * @param work an empty directory for temporary files; the caller removes it
     * @throws InvalidInputException when its readings are not those of this step
     */
    public ImportSummary run(PlainCsv csv, Path work, Progress progress) throws IOException {
        if (!csv.step().equals(step)) {
            throw new InvalidInputException("File " + csv.file().getFileName() + " has readings every " + csv.step()
                    + ", but edf_feature_eng.step is " + step + ": write edf_feature_eng: {step: " + csv.step()
                    + "} in the configuration (--config FILE)");
        }
        Path described = Files.createDirectories(work.resolve("described"));
        new TopologyStage(objects, target.calendarTopology(), work.resolve("topology")).describe(csv, described);
        return importing(List.of(Delivery.of(csv)), described, work, progress);
    }

    /** @param folder with {@code buildings.csv} and {@code calendar.csv}, where there are */
    private ImportSummary importing(List<Delivery> deliveries, Path folder, Path work, Progress progress)
            throws IOException {
        ImportLog log = new ImportLog(objects, target.processedData());
        log.requireStep(step);
        TopologyStage stage = new TopologyStage(objects, target.calendarTopology(), work.resolve("topology"));
        Topology topology = stage.merge(folder);
        String context = context(folder);
        List<Delivery> fresh = deliveries.stream()
                .filter(file -> !log.knows(fingerprint(file, context)))
                .toList();
        if (fresh.isEmpty()) {
            stage.publishAreas();
            return unchanged(log);
        }
        int number = log.last().map(ImportLog.Entry::number).orElse(0) + 1;
        long firstVersion = log.last().map(ImportLog.Entry::lastVersion).orElse(0L) + 1;
        FolderImport run =
                new FolderImport(topology, rules, step, clock.instant(), work, ImportLog.name(number), progress);
        DataQualityReport report = concluded(run.run(fresh, firstVersion), topology, work);
        refuseWhenNothingIsUsable(report);
        Map<ObjectUri, Path> created = created(number, report, work);
        log.publish(entry(number, firstVersion, fresh, context), created, stage.changes());
        return new ImportSummary(number, true, report, reportUri(number), rejectedUri(number));
    }

    private DataQualityReport concluded(DataQualityReport report, Topology topology, Path work) throws IOException {
        StoredCorrections stored = new StoredCorrections(
                objects, target.processedData().resolve(DeliveredTable.CONSUMPTION.table() + "/"), step);
        Path brought = work.resolve(FolderImport.TABLES).resolve(DeliveredTable.CONSUMPTION.table());
        DataQualityReport complete = report.withCorrections(stored.in(brought, work.resolve("stored")));
        return complete.withWarnings(new QualityWarnings(rules).of(complete, topology));
    }

    private ImportSummary unchanged(ImportLog log) {
        int number = log.last().orElseThrow().number();
        ObjectUri uri = reportUri(number);
        String json = new String(objects.read(uri), StandardCharsets.UTF_8);
        DataQualityReport report = JsonFiles.parse(json, DataQualityReport.class, uri.toString());
        return new ImportSummary(number, false, report, uri, rejectedUri(number));
    }

    private static void refuseWhenNothingIsUsable(DataQualityReport report) {
        List<String> problems = report.files().stream()
                .map(DataQualityReport.DeliveredFile::problem)
                .filter(problem -> !problem.isEmpty())
                .toList();
        if (problems.size() == report.files().size()) {
            throw new InvalidInputException("No file could be taken:\n  " + String.join("\n  ", problems));
        }
    }

    /** What the outcome depends on besides the file itself: other buildings or rules make the same file worth another look. */
    private String context(Path folder) throws IOException {
        List<String> parts = new ArrayList<>(List.of(rules.toString()));
        for (String name : List.of(TopologyFiles.BUILDINGS, TopologyFiles.CALENDAR)) {
            Path file = folder.resolve(name);
            parts.add(Files.exists(file) ? Delivery.sha256(file) : "");
        }
        return Delivery.sha256(String.join("\n", parts));
    }

    private static String fingerprint(Delivery file, String context) {
        return file.table().table() + ":" + file.sha256() + ":" + context;
    }

    private ImportLog.Entry entry(int number, long firstVersion, List<Delivery> files, String context) {
        return new ImportLog.Entry(
                number,
                firstVersion + files.size() - 1,
                step.duration(),
                files.stream()
                        .map(file -> new ImportLog.File(file.name(), fingerprint(file, context)))
                        .toList(),
                clock.instant());
    }

    private Map<ObjectUri, Path> created(int number, DataQualityReport report, Path work) throws IOException {
        Path json = work.resolve(DataQualityReport.JSON_FILE);
        JsonFiles.write(json, report);
        Map<ObjectUri, Path> created = new LinkedHashMap<>();
        addAll(created, work.resolve(FolderImport.TABLES), target.processedData());
        addAll(created, work.resolve(FolderImport.FORECASTS), target.weatherForecast());
        Path rejected = work.resolve(FolderImport.REJECTED);
        if (Files.exists(rejected)) {
            created.put(rejectedUri(number), rejected);
        }
        Path html = work.resolve(DataQualityPage.HTML_FILE);
        DataQualityPage.of(report).write(html);
        created.put(reportFile(number, DataQualityPage.HTML_FILE), html);
        created.put(reportUri(number), json);
        return created;
    }

    private static void addAll(Map<ObjectUri, Path> created, Path directory, ObjectUri prefix) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> found = Files.walk(directory)) {
            found.filter(Files::isRegularFile)
                    .sorted()
                    .forEach(file -> created.put(
                            prefix.resolve(directory.relativize(file).toString().replace('\\', '/')), file));
        }
    }

    private ObjectUri reportUri(int number) {
        return reportFile(number, DataQualityReport.JSON_FILE);
    }

    private ObjectUri reportFile(int number, String file) {
        return target.processedData().resolve("quality/" + ImportLog.name(number) + "/" + file);
    }

    private ObjectUri rejectedUri(int number) {
        return target.processedData().resolve("rejected/" + ImportLog.name(number) + ".csv.gz");
    }
}
