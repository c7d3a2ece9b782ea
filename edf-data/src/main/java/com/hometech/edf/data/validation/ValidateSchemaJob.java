package com.hometech.edf.data.validation;

import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.SiteId;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.job.Job;
import com.hometech.edf.common.job.JobContext;
import com.hometech.edf.common.json.JsonFiles;
import com.hometech.edf.data.quality.BuildingQuality;
import com.hometech.edf.data.quality.DataQualityPage;
import com.hometech.edf.data.quality.DataQualityReport;
import com.hometech.edf.data.quality.QualityWarnings;
import com.hometech.edf.data.quality.SiteWeather;
import com.hometech.edf.data.quality.WeatherProfile;
import com.hometech.edf.data.table.TopologyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * {@code validate-schema}: checks that the processed tables are there and can be used, and writes the data-quality report
 * computed from them. Fails with every problem in one message; what is merely bad becomes a warning in the report.
 */
public final class ValidateSchemaJob implements Job {
    private static final String CONFIG = "edf_config.yaml";
    private static final String TRAINING = "training";
    private static final String INFERENCE = "inference";

    @Override
    public void run(JobContext context) throws IOException {
        String workflow = context.required("workflow");
        if (!workflow.equals(TRAINING) && !workflow.equals(INFERENCE)) {
            throw new InvalidInputException(
                    "Parameter --workflow is \"" + workflow + "\"; write " + TRAINING + " or " + INFERENCE);
        }
        EdfConfig config = ConfigReader.read(context.processingInput("config").resolve(CONFIG));
        Topology topology = TopologyFiles.read(context.processingInput("topology"));
        Quantity quantity = context.optional("target")
                .map(target -> Quantity.ofCode(target, "Parameter --target"))
                .orElse(config.edfFeatureEng().quantity());
        Findings findings = new Findings();
        DataQualityReport report = inspect(context, config, quantity, topology, findings);
        if (workflow.equals(TRAINING)) {
            checkHistory(report.buildings(), config, findings);
        }
        List<String> warnings = new ArrayList<>(findings.problems());
        warnings.addAll(findings.warnings());
        warnings.addAll(new QualityWarnings(config.dataQuality()).of(report, topology));
        write(context.processingOutput("quality"), report.withWarnings(warnings));
        if (!findings.problems().isEmpty()) {
            throw new InvalidInputException(
                    "The tables cannot be used for " + workflow + ":\n  " + String.join("\n  ", findings.problems()));
        }
    }

    private static DataQualityReport inspect(
            JobContext context, EdfConfig config, Quantity quantity, Topology topology, Findings findings)
            throws IOException {
        Period period = new Period(
                context.time("from"),
                context.time("to"),
                config.dataQuality().earliestYear(),
                context.clock().instant());
        List<Building> buildings = topology.buildings();
        List<SiteId> sites =
                buildings.stream().map(Building::site).distinct().sorted().toList();
        ReadingsCheck readings = new ReadingsCheck(
                quantity,
                buildings,
                config.dataQuality(),
                TimeStep.of(config.edfFeatureEng().step()),
                period,
                findings);
        WeatherCheck weather = new WeatherCheck(sites, period, findings);
        Path work = Files.createTempDirectory("validate-schema");
        try {
            context.progress().report("Checking " + quantity.table(), 0, 2);
            List<BuildingQuality> qualities =
                    readings.check(context.processingInput(quantity.table()), work.resolve(quantity.table()));
            context.progress().report("Checking weather", 1, 2);
            WeatherProfile profile = new WeatherProfile(sites, qualities);
            weather.check(context.processingInput("weather"), work.resolve("weather"), profile);
            return report("Tables of readings and weather, " + period, readings, qualities, weather, profile.sites());
        } finally {
            deleteAll(work);
        }
    }

    private static DataQualityReport report(
            String source,
            ReadingsCheck readings,
            List<BuildingQuality> qualities,
            WeatherCheck weather,
            List<SiteWeather> sites) {
        List<DataQualityReport.Rejection> rejections =
                new ArrayList<>(readings.tally().rejections(readings.table()));
        rejections.addAll(weather.tally().rejections(WeatherCheck.TABLE));
        return new DataQualityReport(
                source,
                List.of(
                        readings.tally().totals(readings.table()),
                        weather.tally().totals(WeatherCheck.TABLE)),
                List.of(),
                rejections,
                qualities,
                sites,
                readings.coverage().months(),
                List.of(),
                List.of(),
                readings.newestVersion());
    }

    private static void deleteAll(Path directory) throws IOException {
        try (Stream<Path> found = Files.walk(directory)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** A training run needs its evaluation and calibration periods, and some history of a building before them. */
    private static void checkHistory(List<BuildingQuality> buildings, EdfConfig config, Findings findings) {
        int days = config.edfEvaluation().evaluationDays()
                + config.edfTraining().calibrationDays()
                + config.dataQuality().minHistoryDays();
        Instant first = buildings.stream()
                .map(BuildingQuality::first)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(Instant.EPOCH);
        Instant last = buildings.stream()
                .map(BuildingQuality::last)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(first);
        long spanDays = Duration.between(first, last).toDays();
        if (spanDays < days && last.isAfter(first)) {
            findings.problem("Readings span " + spanDays + " days, from " + first + " to " + last
                    + ", but training needs " + days
                    + ": evaluation_days " + config.edfEvaluation().evaluationDays() + " + calibration_days "
                    + config.edfTraining().calibrationDays() + " + min_history_days "
                    + config.dataQuality().minHistoryDays() + "; deliver more history or shorten these");
        }
    }

    private static void write(Path directory, DataQualityReport report) throws IOException {
        JsonFiles.write(directory.resolve(DataQualityReport.JSON_FILE), report);
        DataQualityPage.of(report).write(directory.resolve(DataQualityPage.HTML_FILE));
    }
}
