package com.hometech.edf.insights.report;

import com.hometech.edf.common.config.InsightsConfig.SavingRules;
import com.hometech.edf.data.page.Numbers;
import com.hometech.edf.insights.analysis.ApplianceSummary;
import com.hometech.edf.insights.analysis.HourProfile;
import com.hometech.edf.insights.analysis.Rounded;
import com.hometech.edf.insights.report.Recommendation.Kind;
import com.hometech.edf.insights.upload.ApplianceKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is worth doing about appliances, with estimates from the configured prices, factors and shares. */
public final class Recommendations {
    /** Less than this is within what a plug's meter measures wrongly [W]. */
    private static final double LEAST_STANDBY_WATT = 1;

    /** A refrigerator that takes so many times what an efficient one does is worth replacing. */
    private static final double WORTH_REPLACING = 1.5;

    private final SavingRules rules;

    public Recommendations(SavingRules rules) {
        this.rules = rules;
    }

    /**
     * The recommendations, the greatest saving of money first.
     *
     * @param profiles of appliances with hourly readings, by name
     */
    public List<Recommendation> of(List<ApplianceSummary> appliances, Map<String, HourProfile> profiles) {
        List<Recommendation> all = new ArrayList<>();
        for (ApplianceSummary appliance : appliances) {
            standby(appliance).ifPresent(all::add);
            comfort(appliance).ifPresent(all::add);
            replace(appliance).ifPresent(all::add);
            Optional.ofNullable(profiles.get(appliance.appliance()))
                    .flatMap(profile -> shift(appliance, profile))
                    .ifPresent(all::add);
        }
        return all.stream()
                .filter(each -> each.moneyPerYear() >= rules.leastPerYear())
                .sorted(Comparator.comparingDouble(Recommendation::moneyPerYear)
                        .reversed()
                        .thenComparing(Recommendation::appliance)
                        .thenComparing(Recommendation::kind))
                .toList();
    }

    private Optional<Recommendation> standby(ApplianceSummary appliance) {
        Double watt = appliance.standbyWatt();
        Double perYear = appliance.standbyKwhPerYear();
        if (watt == null || perYear == null || watt < LEAST_STANDBY_WATT) {
            return Optional.empty();
        }
        return Optional.of(saving(
                Kind.STANDBY,
                appliance,
                "Switch %s off at the socket, or put it on a timer, when nobody uses it: it never takes less than %s W."
                        .formatted(name(appliance), Numbers.fixed(watt, 1)),
                rules.avoidableStandbyShare() * perYear,
                List.of(
                        "%s W day and night are %s kWh a year."
                                .formatted(Numbers.fixed(watt, 1), Numbers.fixed(perYear, 0)),
                        "%s of it can be avoided.".formatted(Numbers.percent(rules.avoidableStandbyShare(), 0)))));
    }

    private Optional<Recommendation> comfort(ApplianceSummary appliance) {
        if (!appliance.kind().isForRooms()) {
            return Optional.empty();
        }
        boolean heats = appliance.kind() == ApplianceKind.HEATING;
        return Optional.of(saving(
                Kind.COMFORT,
                appliance,
                "Set %s one degree %s.".formatted(name(appliance), heats ? "lower" : "higher"),
                rules.heatingSavingShare() * appliance.kwhPerYear(),
                List.of(
                        "One degree saves %s of the energy, a rule of thumb."
                                .formatted(Numbers.percent(rules.heatingSavingShare(), 0)),
                        yearAssumption(appliance))));
    }

    private Optional<Recommendation> replace(ApplianceSummary appliance) {
        double efficient = rules.coolingKwhPerYear();
        if (!appliance.kind().isForFood() || appliance.kwhPerYear() < WORTH_REPLACING * efficient) {
            return Optional.empty();
        }
        return Optional.of(saving(
                Kind.REPLACE,
                appliance,
                ("Check the seals of %s, defrost it and set it to %s °C; if it still takes as much,"
                                + " an efficient one takes about %s kWh a year.")
                        .formatted(
                                name(appliance),
                                appliance.kind() == ApplianceKind.FREEZER ? "-18" : "7",
                                Numbers.fixed(efficient, 0)),
                appliance.kwhPerYear() - efficient,
                List.of(
                        yearAssumption(appliance),
                        "The estimate is for an efficient one of the same size, which takes %s kWh a year."
                                .formatted(Numbers.fixed(efficient, 0)))));
    }

    /** To the hours that save most, of those that are configured. */
    private Optional<Recommendation> shift(ApplianceSummary appliance, HourProfile profile) {
        if (!appliance.kind().isFlexible()) {
            return Optional.empty();
        }
        Optional<Recommendation> cheap = rules.cheapTariff()
                .map(price -> moved(appliance, profile, rules.cheapHours(), price, "cheap hours", "A kWh costs"));
        Optional<Recommendation> solar = rules.solarValue()
                .map(price -> moved(
                        appliance,
                        profile,
                        rules.solarHours(),
                        price,
                        "hours of your own solar power",
                        "A kWh fed in brings"));
        return List.of(cheap, solar).stream()
                .flatMap(Optional::stream)
                .max(Comparator.comparingDouble(Recommendation::moneyPerYear));
    }

    private Recommendation moved(
            ApplianceSummary appliance,
            HourProfile profile,
            List<Integer> hours,
            double price,
            String which,
            String priceText) {
        int from = hours.get(0);
        int to = hours.get(1);
        double outside = 1 - profile.shareWithin(from, to);
        double kwh = appliance.kwhPerYear() * outside * rules.shiftableShare();
        return new Recommendation(
                Kind.SHIFT,
                appliance.appliance(),
                "Run %s between %02d:00 and %02d:00, the %s.".formatted(name(appliance), from, to % 24, which),
                0,
                Rounded.money(kwh * (rules.tariffPerKwh() - price)),
                0,
                List.of(
                        "%s of its energy is taken outside these hours, and %s of that can be moved: %s kWh a year."
                                .formatted(
                                        Numbers.percent(outside, 0),
                                        Numbers.percent(rules.shiftableShare(), 0),
                                        Numbers.fixed(kwh, 0)),
                        "%s %s %s in these hours; otherwise a kWh costs %s %s."
                                .formatted(
                                        priceText,
                                        Numbers.fixed(price, 2),
                                        rules.currency(),
                                        Numbers.fixed(rules.tariffPerKwh(), 2),
                                        rules.currency()),
                        yearAssumption(appliance)));
    }

    private Recommendation saving(
            Kind kind, ApplianceSummary appliance, String text, double kwh, List<String> assumptions) {
        List<String> all = new ArrayList<>(assumptions);
        all.add("A kWh costs %s %s and causes %s kg of CO2."
                .formatted(
                        Numbers.fixed(rules.tariffPerKwh(), 2),
                        rules.currency(),
                        Numbers.fixed(rules.co2KgPerKwh(), 2)));
        return new Recommendation(
                kind,
                appliance.appliance(),
                text,
                Rounded.to(kwh, 1),
                Rounded.money(kwh * rules.tariffPerKwh()),
                Rounded.to(kwh * rules.co2KgPerKwh(), 1),
                all);
    }

    private static String yearAssumption(ApplianceSummary appliance) {
        return "A year is like the %d days of the file: %s kWh."
                .formatted(Math.max(1, appliance.completeDays()), Numbers.fixed(appliance.kwhPerYear(), 0));
    }

    private static String name(ApplianceSummary appliance) {
        return "“" + appliance.appliance() + "”";
    }
}
