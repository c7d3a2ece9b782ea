package com.hometech.edf.data.sample;

import static com.hometech.edf.data.sample.CsvFile.number;

import com.hometech.edf.data.table.TopologyFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;

/** Writes the files of one sample. */
final class SampleFolder {
    static final String CONSUMPTION = "consumption.csv.gz";
    static final String SOLAR = "solar.csv.gz";
    static final String WEATHER = "weather.csv.gz";
    static final String WEATHER_FORECAST = "weather_forecast.csv.gz";
    static final String DEFECTS = "defects.csv";

    private final Path folder;
    private final SampleOptions options;
    private final RandomStreams streams;
    private final Map<SampleSite, SiteHistory> histories = new EnumMap<>(SampleSite.class);
    private final DefectPlan defects;
    private final String[] hourTexts;

    SampleFolder(Path folder, SampleOptions options) {
        this.folder = folder;
        this.options = options;
        this.streams = new RandomStreams(options.seed());
        int simulatedHours = options.hours() + WeatherForecasts.HORIZON_HOURS;
        for (SampleSite site : SampleSite.values()) {
            SiteWeather weather = new SiteWeather(site, options.start(), simulatedHours, streams);
            SiteCalendar calendar = new SiteCalendar(site, options.start(), simulatedHours);
            histories.put(site, new SiteHistory(site, weather, calendar));
        }
        this.defects = new DefectPlan(options);
        this.hourTexts = new String[simulatedHours];
        for (int t = 0; t < simulatedHours; t++) {
            hourTexts[t] = options.start().plusSeconds(3600L * t).toString();
        }
    }

    /** @param target where the folder will lie when it is finished */
    SampleSummary write(Path target) throws IOException {
        long weatherHours = writeWeather();
        long forecastHours = writeWeatherForecasts();
        writeCalendar();
        long[] rows = writeBuildings();
        if (options.defects()) {
            defects.writeSeparateDeliveries(folder);
            writeDefects();
        }
        GenerateSampleData.writeText(folder.resolve("README.md"), SampleReadme.text(options));
        return new SampleSummary(
                target, options.buildings(), rows[0], rows[1], weatherHours, forecastHours, defects.planted());
    }

    private long writeWeather() throws IOException {
        try (CsvFile file = CsvFile.create(folder.resolve(WEATHER), defects.weatherHeader(WeatherColumns.OBSERVED))) {
            for (SiteHistory history : histories.values()) {
                for (int t = 0; t < options.hours(); t++) {
                    if (!defects.hidesWeather(history.site(), t)) {
                        String[] row = WeatherColumns.row(
                                history.weather().at(t), history.site().id(), hourTexts[t]);
                        file.write(defects.weatherRow(row));
                    }
                }
            }
            return file.rows();
        }
    }

    /** The last issue reaches further, so that forecasts cover the same span after the last reading whatever its hour. */
    private long writeWeatherForecasts() throws IOException {
        try (CsvFile file = CsvFile.create(folder.resolve(WEATHER_FORECAST), WeatherColumns.FORECAST)) {
            for (SiteHistory history : histories.values()) {
                WeatherForecasts forecasts = new WeatherForecasts(history.weather(), streams);
                for (int issue = forecasts.firstIssueHour(); issue <= options.hours(); issue += 24) {
                    boolean last = issue + 24 > options.hours();
                    int reach = WeatherForecasts.HORIZON_HOURS + (last ? options.hours() - issue : 0);
                    if (!defects.hidesForecast(history.site(), issue)) {
                        writeIssue(file, history, issue, forecasts.issuedAt(issue, reach));
                    }
                }
            }
            return file.rows();
        }
    }

    private void writeIssue(CsvFile file, SiteHistory history, int issue, WeatherHour[] forecast) {
        for (int lead = 0; lead < forecast.length; lead++) {
            String issuedAt = defects.issuedAt(history.site(), issue, lead, hourTexts);
            file.write(WeatherColumns.row(forecast[lead], history.site().id(), issuedAt, hourTexts[issue + lead]));
        }
    }

    private void writeCalendar() throws IOException {
        try (CsvFile file = CsvFile.create(
                folder.resolve(TopologyFiles.CALENDAR), "site_id", "country", "subdivision", "date", "holiday_name")) {
            for (SiteHistory history : histories.values()) {
                SampleSite site = history.site();
                for (Map.Entry<LocalDate, String> holiday :
                        history.calendar().publicHolidays().entrySet()) {
                    file.write(
                            site.id(),
                            site.country(),
                            site.subdivision(),
                            holiday.getKey().toString(),
                            holiday.getValue());
                }
            }
        }
    }

    /** Readings, generation and facts of every building; answers with the rows of the first two. */
    private long[] writeBuildings() throws IOException {
        String[] readingColumns = {"building_id", "timestamp_utc", "consumption_kwh"};
        Path readings = folder.resolve(CONSUMPTION);
        try (CsvFile consumption = options.defects()
                        ? CsvFile.createWithMarkAndCarriageReturns(readings, readingColumns)
                        : CsvFile.create(readings, readingColumns);
                CsvFile solar =
                        CsvFile.create(folder.resolve(SOLAR), "building_id", "timestamp_utc", "generation_kwh");
                CsvFile buildings = CsvFile.create(folder.resolve(TopologyFiles.BUILDINGS), BuildingFacts.COLUMNS)) {
            for (SampleBuilding building : SampleBuilding.first(options.buildings())) {
                writeBuilding(building, consumption, solar, buildings);
            }
            defects.rowsAtTheEnd().forEach(consumption::write);
            return new long[] {consumption.rows(), solar.rows()};
        }
    }

    private void writeBuilding(SampleBuilding building, CsvFile consumption, CsvFile solar, CsvFile buildings) {
        SiteHistory history = Objects.requireNonNull(histories.get(building.site()));
        BuildingTraits traits = BuildingTraits.of(building, streams);
        double[] loadKwh = loadKwh(building, history, traits);
        Meter meter = Meter.fitting(loadKwh);
        meter.read(loadKwh);
        SortedMap<Integer, List<String[]>> replaced = defects.plant(building, meter, loadKwh, hourTexts);
        writeReadings(building.id(), loadKwh, meter, replaced, consumption);
        if (traits.hasSolar()) {
            writeGeneration(building, history, traits, solar);
        }
        buildings.write(BuildingFacts.row(building, traits, loadKwh, hourTexts));
    }

    private double[] loadKwh(SampleBuilding building, SiteHistory history, BuildingTraits traits) {
        return building.archetype() == Archetype.HOME
                ? new HomeLoad(building, history, traits, streams, options.hours()).hourlyKwh()
                : new BuildingLoad(building, history, traits, streams).hourlyKwh(options.hours());
    }

    private void writeReadings(
            String id, double[] loadKwh, Meter meter, SortedMap<Integer, List<String[]>> replaced, CsvFile file) {
        for (int t = 0; t < loadKwh.length; t++) {
            List<String[]> rows = replaced.get(t);
            if (rows != null) {
                rows.forEach(file::write);
            } else if (!Double.isNaN(loadKwh[t])) {
                file.write(id, hourTexts[t], number(loadKwh[t], meter.decimals()));
            }
        }
    }

    private void writeGeneration(SampleBuilding building, SiteHistory history, BuildingTraits traits, CsvFile file) {
        double[] generationKwh =
                RooftopSolar.hourlyKwh(building, history.weather(), traits.solarKwPeak(), streams, options.hours());
        for (int t = 0; t < generationKwh.length; t++) {
            file.write(building.id(), hourTexts[t], number(generationKwh[t], 3));
        }
    }

    private void writeDefects() throws IOException {
        try (CsvFile file =
                CsvFile.create(folder.resolve(DEFECTS), "fault", "file", "subject", "time", "rows", "what")) {
            for (PlantedDefect defect : defects.planted()) {
                file.write(
                        Integer.toString(defect.fault()),
                        defect.file(),
                        defect.subject(),
                        defect.time(),
                        Integer.toString(defect.rows()),
                        defect.what());
            }
        }
    }
}
