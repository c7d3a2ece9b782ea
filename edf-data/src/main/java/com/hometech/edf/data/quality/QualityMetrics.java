package com.hometech.edf.data.quality;

import com.hometech.edf.common.port.Metrics;
import com.hometech.edf.common.port.Metrics.Unit;
import java.util.Map;
import java.util.function.ToLongFunction;

/** What alarms watch about the data of an import: what was refused, set aside, flagged or corrected. */
public final class QualityMetrics {
    private final Metrics metrics;

    public QualityMetrics(Metrics metrics) {
        this.metrics = metrics;
    }

    /** Tells the numbers of a report; a number that is 0 is told too, so that an alarm ends. */
    public void put(DataQualityReport report) {
        long refused = report.files().stream()
                .filter(file -> !file.problem().isEmpty())
                .count();
        count("FilesRefused", refused, Map.of());
        for (DataQualityReport.TableTotals table : report.tables()) {
            count("RowsSetAside", table.rejected(), Map.of("table", table.table()));
        }
        countReadings("unit_slip", report, BuildingQuality::unitSlipHours);
        countReadings("flat", report, BuildingQuality::flatHours);
        countReadings("spike", report, BuildingQuality::spikes);
        long corrected =
                report.corrections().stream().mapToLong(Correction::readings).sum();
        count("StoredReadingsCorrected", corrected, Map.of());
        count(
                "SitesWhoseWeatherEnded",
                report.sites().stream().filter(SiteWeather::endsBeforeReadings).count(),
                Map.of());
    }

    private void countReadings(String flag, DataQualityReport report, ToLongFunction<BuildingQuality> hours) {
        count("ReadingsFlagged", report.buildings().stream().mapToLong(hours).sum(), Map.of("flag", flag));
    }

    private void count(String name, long value, Map<String, String> dimensions) {
        metrics.put(name, (double) value, Unit.COUNT, dimensions);
    }
}
