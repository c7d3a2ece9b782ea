package com.hometech.edf.insights.report;

import com.hometech.edf.data.anomaly.AnomalySeverity;
import com.hometech.edf.insights.analysis.Anomalies;
import com.hometech.edf.insights.analysis.Anomaly;
import com.hometech.edf.insights.analysis.ApplianceSummary;
import com.hometech.edf.insights.analysis.DailyForecasts;
import com.hometech.edf.insights.analysis.UploadSummary;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** All that a report is about. */
public record Findings(
        UploadSummary summary, DailyForecasts forecasts, Anomalies anomalies, List<Recommendation> recommendations) {
    public Findings {
        recommendations = List.copyOf(recommendations);
    }

    /** First local day of the file. */
    public LocalDate firstDay() {
        return LocalDate.ofInstant(summary.from(), zone());
    }

    /** Last local day of the file. */
    public LocalDate lastDay() {
        return LocalDate.ofInstant(summary.to().minusSeconds(1), zone());
    }

    /** Local days from the first to the last. */
    public long days() {
        return lastDay().toEpochDay() - firstDay().toEpochDay() + 1;
    }

    public ZoneId zone() {
        return ZoneId.of(summary.zone());
    }

    /** The appliances that the total is the sum of, that with the greatest share first. */
    public List<ApplianceSummary> byShare() {
        return summary.appliances().stream()
                .filter(appliance -> appliance.share() != null)
                .sorted(Comparator.comparingDouble(
                                (ApplianceSummary appliance) -> Objects.requireNonNull(appliance.share()))
                        .reversed()
                        .thenComparing(ApplianceSummary::appliance))
                .toList();
    }

    /** How many anomalies are grave. */
    public long graveAnomalies() {
        return anomalies.anomalies().stream()
                .filter(anomaly -> anomaly.severity() == AnomalySeverity.HIGH)
                .count();
    }

    /** Money that all recommendations together save in a year. */
    public double savingPerYear() {
        return recommendations.stream()
                .mapToDouble(Recommendation::moneyPerYear)
                .sum();
    }

    /** The local day on which an anomaly began. */
    public LocalDate dayOf(Anomaly anomaly) {
        return LocalDate.ofInstant(anomaly.from(), zone());
    }
}
