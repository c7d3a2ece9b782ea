package com.hometech.edf.insights.analysis;

import com.hometech.edf.common.config.InsightsConfig.SavingRules;
import com.hometech.edf.insights.upload.ApplianceSeries;
import com.hometech.edf.insights.upload.RejectedLine;
import com.hometech.edf.insights.upload.Upload;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Totals, means, peak hours, shares and base load of the appliances of an upload. */
public final class SummariseUpload {
    private static final double BASE_QUANTILE = 0.05;
    private static final double WATT_PER_KILOWATT = 1000;
    private static final double HOURS_PER_YEAR = 24 * UploadSummary.DAYS_PER_YEAR;
    private static final int SECONDS_PER_HOUR = 3600;
    /** An appliance whose mean power is not above that of its rest by so much is in use all the time. */
    private static final double LEAST_MEAN_TO_STANDBY = 1.2;

    private final SavingRules prices;

    public SummariseUpload(SavingRules prices) {
        this.prices = prices;
    }

    /** The summary. */
    public UploadSummary summary(Upload upload) {
        List<ApplianceSeries> parts = upload.parts();
        double total = parts.stream().mapToDouble(ApplianceSeries::total).sum();
        List<ApplianceSummary> appliances = upload.appliances().stream()
                .map(series -> appliance(series, upload.zone(), parts.contains(series) ? total : Double.NaN))
                .toList();
        LocalDays days = LocalDays.sum(parts.stream()
                .map(series -> LocalDays.of(series, upload.zone()))
                .toList());
        double perDay = days.isEmpty()
                ? appliances.stream()
                        .filter(appliance -> appliance.share() != null)
                        .mapToDouble(ApplianceSummary::kwhPerDay)
                        .sum()
                : days.mean();
        Optional<HourProfile> profile = HourProfile.sum(parts.stream()
                .flatMap(series -> HourProfile.of(series, upload.zone()).stream())
                .toList());
        return new UploadSummary(
                upload.id().value(),
                upload.sha256(),
                upload.zone().getId(),
                upload.lines(),
                appliances.stream().mapToLong(ApplianceSummary::readings).sum(),
                rejected(upload),
                upload.renamed(),
                upload.ignoredColumns(),
                appliances.stream()
                        .map(ApplianceSummary::from)
                        .min(Instant::compareTo)
                        .orElseThrow(),
                appliances.stream()
                        .map(ApplianceSummary::to)
                        .max(Instant::compareTo)
                        .orElseThrow(),
                days.kwh().size(),
                Rounded.kwh(total),
                Rounded.kwh(perDay),
                Rounded.money(total * prices.tariffPerKwh()),
                prices.currency(),
                Rounded.to(total * prices.co2KgPerKwh(), 1),
                profile.flatMap(HourProfile::peakHour).orElse(null),
                profile.flatMap(SummariseUpload::peakKwh).orElse(null),
                appliances);
    }

    private static Map<String, Long> rejected(Upload upload) {
        Map<String, Long> counts = new TreeMap<>();
        for (RejectedLine line : upload.rejected()) {
            counts.merge(line.reason().code(), 1L, Long::sum);
        }
        return counts;
    }

    /** @param total energy of all parts; NaN where the series is none */
    private static ApplianceSummary appliance(ApplianceSeries series, ZoneId zone, double total) {
        LocalDays days = LocalDays.of(series, zone);
        Instant from = Instant.ofEpochSecond(series.start(0));
        Instant to = end(series, zone);
        double hours = Duration.between(from, to).toSeconds() / (double) SECONDS_PER_HOUR;
        double covered = Math.min(hours, series.size() * series.stepHours());
        int highest = IntStream.range(0, series.size())
                .reduce((best, next) -> series.kwh(next) > series.kwh(best) ? next : best)
                .orElseThrow();
        Optional<HourProfile> profile = HourProfile.of(series, zone);
        Optional<Double> base =
                series.stepSeconds() <= SECONDS_PER_HOUR ? Optional.of(baseWatt(series)) : Optional.empty();
        Optional<Double> standby =
                base.filter(watt -> watt > 0 && !series.kind().isAlwaysOn() && takesMoreAtTimes(series, watt));
        double energy = series.total();
        return new ApplianceSummary(
                series.name(),
                series.kind(),
                series.isDaily()
                        ? "P1D"
                        : Duration.ofSeconds(series.stepSeconds()).toString(),
                from,
                to,
                series.size(),
                Rounded.share(covered / hours),
                days.kwh().size(),
                Rounded.kwh(energy),
                Double.isNaN(total) ? null : Rounded.share(total > 0 ? energy / total : 0),
                Rounded.kwh(days.isEmpty() ? energy * 24 / covered : days.mean()),
                profile.flatMap(HourProfile::peakHour).orElse(null),
                profile.flatMap(SummariseUpload::peakKwh).orElse(null),
                profile.map(ofDay -> ofDay.peakHour().isEmpty()).orElse(null),
                Instant.ofEpochSecond(series.start(highest)),
                Rounded.kwh(series.kwh(highest)),
                base.map(watt -> Rounded.to(watt, 1)).orElse(null),
                base.map(watt -> Rounded.share(
                                energy > 0 ? Math.min(1, watt / WATT_PER_KILOWATT * covered / energy) : 0))
                        .orElse(null),
                standby.map(watt -> Rounded.to(watt, 1)).orElse(null),
                standby.map(watt -> Rounded.to(watt / WATT_PER_KILOWATT * HOURS_PER_YEAR, 1))
                        .orElse(null));
    }

    private static Optional<Double> peakKwh(HourProfile profile) {
        return profile.peakHour().map(hour -> Rounded.kwh(profile.meanKwh(hour)));
    }

    private static Instant end(ApplianceSeries series, ZoneId zone) {
        long last = series.start(series.size() - 1);
        return series.isDaily()
                ? LocalDate.ofInstant(Instant.ofEpochSecond(last), zone)
                        .plusDays(1)
                        .atStartOfDay(zone)
                        .toInstant()
                : Instant.ofEpochSecond(last + series.stepSeconds());
    }

    /** The power that 5 % of its intervals do not exceed [W]. */
    private static double baseWatt(ApplianceSeries series) {
        return series.quantile(BASE_QUANTILE) / series.stepHours() * WATT_PER_KILOWATT;
    }

    /** Something that always takes the same is not at rest. */
    private static boolean takesMoreAtTimes(ApplianceSeries series, double baseWatt) {
        double mean = series.total() / (series.size() * series.stepHours()) * WATT_PER_KILOWATT;
        return mean > LEAST_MEAN_TO_STANDBY * baseWatt;
    }
}
