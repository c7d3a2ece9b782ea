package com.hometech.edf.data.sample;

import static java.lang.StrictMath.exp;

import java.util.SplittableRandom;

/**
 * The electricity of a home: a fridge and standby that never stop, lamps in the dark, and appliances that start by chance
 * when people are up, which makes single hours spiky. Some homes heat or cool with electricity, some charge a car, and all
 * are left alone for some days of the school breaks.
 */
final class HomeLoad {
    private static final double CAR_CHARGER_KW = 3.7;

    private final SiteHistory history;
    private final BuildingTraits traits;
    private final SplittableRandom random;
    private final int people;
    private final boolean hasCar;
    private final boolean[] awayOnDay;
    private final double[] loadKwh;

    HomeLoad(SampleBuilding building, SiteHistory history, BuildingTraits traits, RandomStreams streams, int hours) {
        this.history = history;
        this.traits = traits;
        this.random = building.stream(streams, "home");
        this.people = random.nextInt(1, 6);
        this.hasCar = random.nextDouble() < 0.25;
        this.awayOnDay = awayOnDay(random.split());
        this.loadKwh = new double[hours];
    }

    /** Energy of each hour [kWh]. */
    double[] hourlyKwh() {
        addAlwaysOn(random.split());
        addAppliances(random.split());
        if (hasCar) {
            addCar(random.split());
        }
        return loadKwh;
    }

    private boolean[] awayOnDay(SplittableRandom trips) {
        boolean[] away = new boolean[history.calendar().dayCount()];
        for (int day = 0; day < away.length; day++) {
            boolean schoolBreak = history.calendar().day(day).schoolBreak();
            if (trips.nextDouble() < (schoolBreak ? 0.025 : 0.004)) {
                int last = Math.min(away.length - 1, day + (schoolBreak ? trips.nextInt(4, 15) : trips.nextInt(1, 4)));
                for (; day <= last; day++) {
                    away[day] = true;
                }
            }
        }
        return away;
    }

    /** Fridge, standby, lamps, and heating or cooling. */
    private void addAlwaysOn(SplittableRandom noise) {
        Intensity intensity = traits.intensity();
        double standbyKwh = 0.07 + 0.035 * people;
        double wallC = history.weather().at(0).temperatureC();
        for (int t = 0; t < loadKwh.length; t++) {
            WeatherHour weather = history.weather().at(t);
            wallC += (weather.temperatureC() - wallC) / traits.thermalHours();
            double present = awayOnDay[history.calendar().dayIndexAt(t)] ? 0.1 : 1;
            double lampKwh = 0.09 * people * awake(t) * exp(-weather.ghi() / 100);
            double heatWatts = intensity.heat() * Math.max(0, traits.heatBelowC() - wallC);
            double coolWatts =
                    intensity.cool() * Math.max(0, wallC - traits.coolAboveC() - 2) * (0.25 + 0.75 * awake(t));
            double climateKwh = traits.floorAreaM2() / 1000 * (heatWatts + coolWatts) * (0.3 + 0.7 * present);
            loadKwh[t] +=
                    standbyKwh * Draw.factor(noise, 0.12) + (lampKwh + climateKwh) * Draw.factor(noise, 0.2) * present;
        }
    }

    /** Cooking, washing, screens: each start uses its energy in this and the next hour. */
    private void addAppliances(SplittableRandom starts) {
        double startsPerHour = 0.36 * Math.sqrt(people);
        for (int t = 0; t < loadKwh.length; t++) {
            double expected = awayOnDay[history.calendar().dayIndexAt(t)] ? 0 : startsPerHour * awake(t);
            for (double left = expected; left > 0; left -= 1) {
                if (starts.nextDouble() < Math.min(1, left)) {
                    use(t, 0.5 * Draw.factor(starts, 0.7), starts.nextDouble());
                }
            }
        }
    }

    private void use(int hour, double energyKwh, double shareNow) {
        loadKwh[hour] += energyKwh * shareNow;
        if (hour + 1 < loadKwh.length) {
            loadKwh[hour + 1] += energyKwh * (1 - shareNow);
        }
    }

    /** The car comes home in the evening, every third day or so, and charges for some hours. */
    private void addCar(SplittableRandom evenings) {
        for (int t = 0; t < loadKwh.length; t++) {
            boolean evening = history.calendar().clockHourAt(t) == 19;
            boolean here = !awayOnDay[history.calendar().dayIndexAt(t)];
            if (evening && here && evenings.nextDouble() < 0.35) {
                int last = Math.min(loadKwh.length - 1, t + evenings.nextInt(1, 4));
                for (int hour = t; hour <= last; hour++) {
                    loadKwh[hour] += CAR_CHARGER_KW;
                }
            }
        }
    }

    /** How lively a home is, 0 at night to above 1 in the evening; on days off the middle of the day is lively too. */
    private double awake(int hour) {
        double clock = history.calendar().clockHourAt(hour) + 0.5;
        double presence = traits.week().presence(clock);
        double evening = 0.7 * exp(-(clock - 19.3) * (clock - 19.3) / 5);
        boolean workingDay = history.calendar().dayAt(hour).isWorkingDay();
        double midday = workingDay ? 0 : 0.35 * exp(-(clock - 13) * (clock - 13) / 10);
        return presence + evening + midday;
    }
}
