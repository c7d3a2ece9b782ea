package com.hometech.edf.data.sample;

import static java.lang.StrictMath.exp;

import java.util.SplittableRandom;

/**
 * The electricity of a building where people work, learn, shop or stay: base, people, lamps in the dark, and heating and
 * cooling by a temperature that the walls have smoothed; all of it with a slow trend, in some buildings one lasting shift
 * (a retrofit, a new tenant), and noise that remembers.
 */
final class BuildingLoad {
    private static final double SHIFT_CHANCE = 0.2;
    private static final double NOISE_MEMORY_HOURS = 7;
    private static final double DRIFT_MEMORY_HOURS = 12 * 24;
    private static final double MOOD_MEMORY_DAYS = 3.5;
    private static final double HOURS_PER_YEAR = 8766;

    private final SiteHistory history;
    private final BuildingTraits traits;
    private final SplittableRandom shiftRandom;
    private final SplittableRandom peopleRandom;
    private final SplittableRandom noiseRandom;

    BuildingLoad(SampleBuilding building, SiteHistory history, BuildingTraits traits, RandomStreams streams) {
        this.history = history;
        this.traits = traits;
        this.shiftRandom = building.stream(streams, "shift");
        this.peopleRandom = building.stream(streams, "people");
        this.noiseRandom = building.stream(streams, "noise");
    }

    /** Energy of each of the first {@code hours} hours [kWh]. */
    double[] hourlyKwh(int hours) {
        double[] peopleOfDay = peopleOfDay();
        double[] level = level(hours);
        Disturbance disturbance = new Disturbance();
        double[] loadKwh = new double[hours];
        double wallC = history.weather().at(0).temperatureC();
        for (int t = 0; t < hours; t++) {
            wallC += (history.weather().at(t).temperatureC() - wallC) / traits.thermalHours();
            double people = peopleOfDay[history.calendar().dayIndexAt(t)]
                    * traits.week().presence(history.calendar().clockHourAt(t) + 0.5);
            loadKwh[t] = wattsPerM2(t, people, wallC) * traits.floorAreaM2() / 1000 * level[t] * disturbance.next();
        }
        return loadKwh;
    }

    /** People of each day as a share of a full house: the calendar's share, and a mood that lasts for some days. */
    private double[] peopleOfDay() {
        RedNoise mood = new RedNoise(peopleRandom, MOOD_MEMORY_DAYS);
        double[] share = new double[history.calendar().dayCount()];
        for (int day = 0; day < share.length; day++) {
            share[day] = traits.absence().share(history.calendar().day(day), traits.week())
                    * exp(traits.dayToDaySpread() * mood.next());
        }
        return share;
    }

    private double wattsPerM2(int hour, double people, double wallC) {
        Intensity intensity = traits.intensity();
        WeatherHour weather = history.weather().at(hour);
        double plantOn = 0.35 + 0.65 * Math.min(1, people);
        double damp = 1 + 0.02 * Math.max(0, weather.dewPointC() - 12);
        return intensity.base()
                + intensity.people() * people
                + intensity.light() * people * exp(-weather.ghi() / 130)
                + intensity.heat() * Math.max(0, traits.heatBelowC() - wallC) * plantOn
                + intensity.cool() * Math.max(0, wallC - traits.coolAboveC()) * plantOn * damp;
    }

    private double[] level(int hours) {
        boolean shifts = shiftRandom.nextDouble() < SHIFT_CHANCE;
        int shiftHour = (int) (hours * (0.1 + 0.6 * shiftRandom.nextDouble()));
        double factor = shiftRandom.nextBoolean() ? 0.8 : 1.22;
        double[] level = new double[hours];
        for (int t = 0; t < hours; t++) {
            level[t] = (1 + traits.trendPerYear() * t / HOURS_PER_YEAR) * (shifts && t >= shiftHour ? factor : 1);
        }
        return level;
    }

    /** What neither calendar nor weather explains, as a factor: weeks that are busier, hours that are, and plain scatter. */
    private final class Disturbance {
        private final RedNoise weeks = new RedNoise(noiseRandom.split(), DRIFT_MEMORY_HOURS);
        private final RedNoise hours = new RedNoise(noiseRandom.split(), NOISE_MEMORY_HOURS);
        private final SplittableRandom scatter = noiseRandom.split();

        double next() {
            return exp(traits.driftSpread() * weeks.next()
                    + traits.noiseSpread() * hours.next()
                    + 0.012 * scatter.nextGaussian());
        }
    }
}
