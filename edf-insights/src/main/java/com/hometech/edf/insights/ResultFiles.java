package com.hometech.edf.insights;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hometech.edf.common.json.JsonFiles;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.insights.analysis.Anomalies;
import com.hometech.edf.insights.analysis.Anomaly;
import com.hometech.edf.insights.analysis.ApplianceForecast;
import com.hometech.edf.insights.analysis.DailyForecasts;
import com.hometech.edf.insights.analysis.DayForecast;
import com.hometech.edf.insights.analysis.UploadSummary;
import com.hometech.edf.insights.report.UploadReport;
import com.hometech.edf.insights.upload.ApplianceSeries;
import com.hometech.edf.insights.upload.RejectedLine;
import com.hometech.edf.insights.upload.Upload;
import com.hometech.edf.insights.upload.UploadId;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the results of uploads lie below {@code appliance_results_path}, and how they are written:
 *
 * <pre>
 * processed/ID/summary.json, readings.csv, rejected.csv
 * forecast/ID/forecast.json, forecast.csv
 * anomalies/ID/anomalies.json, anomalies.csv
 * reports/ID/report.json, report.html
 * </pre>
 */
public final class ResultFiles {
    /** Readings as they count. */
    public static final String READINGS_NAME = "readings.csv";

    /** Lines that were set aside. */
    public static final String REJECTED_NAME = "rejected.csv";

    private static final String PROCESSED = "processed/";
    private static final String FORECAST = "forecast/";
    private static final String ANOMALIES = "anomalies/";
    private static final String REPORTS = "reports/";

    /** What a spreadsheet takes for the beginning of a formula. */
    private static final String FORMULA_SIGNS = "=+-@\t\r";

    private final ObjectStore store;
    private final ObjectUri results;

    /** @param results prefix of all results */
    public ResultFiles(ObjectStore store, ObjectUri results) {
        this.store = store;
        this.results = results;
    }

    /** Prefix of what the file says. */
    public ObjectUri processed(UploadId id) {
        return folder(PROCESSED, id);
    }

    /** Prefix of the report. */
    public ObjectUri reports(UploadId id) {
        return folder(REPORTS, id);
    }

    private ObjectUri folder(String kind, UploadId id) {
        return results.resolve(kind + id + "/");
    }

    void put(Upload upload, UploadSummary summary) {
        ObjectUri folder = processed(upload.id());
        put(folder.resolve(READINGS_NAME), csv(List.of("timestamp", "appliance", "kwh"), table -> {
            for (ApplianceSeries series : upload.appliances()) {
                for (int index = 0; index < series.size(); index++) {
                    table.writeRecord(
                            local(Instant.ofEpochSecond(series.start(index)), upload.zone()),
                            series.name(),
                            Double.toString(series.kwh(index)));
                }
            }
        }));
        put(folder.resolve(REJECTED_NAME), csv(List.of("line", "reason", "what_is_wrong", "content"), table -> {
            for (RejectedLine line : upload.rejected()) {
                table.writeRecord(
                        Long.toString(line.line()),
                        line.reason().code(),
                        "the line " + line.reason().text(),
                        harmless(line.content()));
            }
        }));
        putJson(folder.resolve(UploadSummary.FILE_NAME), summary);
    }

    void put(UploadId id, DailyForecasts forecasts) {
        ObjectUri folder = folder(FORECAST, id);
        put(
                folder.resolve(DailyForecasts.CSV_NAME),
                csv(List.of("appliance", "date", "kwh", "kwh_lower", "kwh_upper"), table -> {
                    for (ApplianceForecast forecast : forecasts.forecasts()) {
                        for (DayForecast day : forecast.days()) {
                            table.writeRecord(
                                    forecast.appliance(),
                                    day.date().toString(),
                                    Double.toString(day.kwh()),
                                    Double.toString(day.lower()),
                                    Double.toString(day.upper()));
                        }
                    }
                }));
        putJson(folder.resolve(DailyForecasts.FILE_NAME), forecasts);
    }

    void put(UploadId id, Anomalies anomalies, ZoneId zone) {
        ObjectUri folder = folder(ANOMALIES, id);
        List<String> columns = List.of("appliance", "kind", "severity", "from", "to", "kwh", "expected_kwh", "text");
        put(folder.resolve(Anomalies.CSV_NAME), csv(columns, table -> {
            for (Anomaly anomaly : anomalies.anomalies()) {
                table.writeRecord(
                        anomaly.appliance(),
                        anomaly.kind().code(),
                        anomaly.severity().code(),
                        local(anomaly.from(), zone),
                        local(anomaly.to(), zone),
                        text(anomaly.kwh()),
                        text(anomaly.expectedKwh()),
                        anomaly.text());
            }
        }));
        putJson(folder.resolve(Anomalies.FILE_NAME), anomalies);
    }

    void put(UploadId id, UploadReport report, String page) {
        put(reports(id).resolve(UploadReport.PAGE_NAME), page);
        putJson(reports(id).resolve(UploadReport.FILE_NAME), report);
    }

    /** Removes what an earlier file of the same key had left, but its report. */
    void clear(UploadId id) {
        for (String name : List.of(UploadSummary.FILE_NAME, READINGS_NAME, REJECTED_NAME)) {
            store.delete(processed(id).resolve(name));
        }
        for (String name : List.of(DailyForecasts.FILE_NAME, DailyForecasts.CSV_NAME)) {
            store.delete(folder(FORECAST, id).resolve(name));
        }
        for (String name : List.of(Anomalies.FILE_NAME, Anomalies.CSV_NAME)) {
            store.delete(folder(ANOMALIES, id).resolve(name));
        }
    }

    DailyForecasts forecasts(UploadId id) {
        return read(folder(FORECAST, id).resolve(DailyForecasts.FILE_NAME), DailyForecasts.class);
    }

    Anomalies anomalies(UploadId id) {
        return read(folder(ANOMALIES, id).resolve(Anomalies.FILE_NAME), Anomalies.class);
    }

    /** The summary of an upload. */
    public UploadSummary summary(UploadId id) {
        return read(processed(id).resolve(UploadSummary.FILE_NAME), UploadSummary.class);
    }

    /** The report on an upload. */
    public UploadReport report(UploadId id) {
        return read(reports(id).resolve(UploadReport.FILE_NAME), UploadReport.class);
    }

    private <T> T read(ObjectUri file, Class<T> type) {
        return JsonFiles.parse(new String(store.read(file), UTF_8), type, file.toString());
    }

    private void putJson(ObjectUri file, Object content) {
        put(file, JsonFiles.toText(content));
    }

    private void put(ObjectUri file, String content) {
        store.put(file, content.getBytes(UTF_8));
    }

    private static String csv(List<String> header, Consumer<CsvWriter> rows) {
        StringWriter text = new StringWriter();
        try (CsvWriter table =
                CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            table.writeRecord(header);
            rows.accept(table);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return text.toString();
    }

    /** A text of a stranger, so that no spreadsheet takes it for a formula. */
    private static String harmless(String text) {
        return !text.isEmpty() && FORMULA_SIGNS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static String local(Instant time, ZoneId zone) {
        return time.atZone(zone).toOffsetDateTime().toString();
    }

    private static String text(@Nullable Double number) {
        return number == null ? "" : String.format(Locale.ROOT, "%s", number);
    }
}
