package com.hometech.edf.api.home;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Solar surplus by quarters of an hour, counted in UTC: every zone's offset is a multiple of one. Within an interval of the
 * forecast the surplus is taken to come evenly.
 */
final class Slots {
    /** Length of a slot [s]. */
    static final int SECONDS = 900;

    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

    private final Map<Long, Double> surplusKwh = new TreeMap<>();

    /**
     * A time to run an appliance.
     *
     * @param solarKwh how much of its energy comes from the home's own surplus [kWh]
     */
    record Window(Instant from, Instant to, double solarKwh) {}

    /** @param hours of the forecast; those without solar have no slots */
    Slots(List<HomeHour> hours) {
        for (HomeHour hour : hours) {
            if (hour.surplusKwh().isPresent()) {
                long first = hour.from().toEpochSecond() / SECONDS;
                long end = hour.to().toEpochSecond() / SECONDS;
                double share = hour.surplusKwh().getAsDouble() / (end - first);
                for (long slot = first; slot < end; slot++) {
                    surplusKwh.put(slot, share);
                }
            }
        }
    }

    /** Local time with offset. */
    static String text(ZonedDateTime time) {
        return TEXT.format(time);
    }

    /**
     * The best windows for an appliance, best first, and of equal ones the earlier; they do not overlap, and in each some of
     * the energy is solar.
     *
     * @param length of a window [slots]
     * @param energyKwh what the appliance draws in it, evenly [kWh]
     * @param count how many at most
     */
    List<Window> best(Instant earliest, Instant latest, int length, double energyKwh, int count) {
        long first = -Math.floorDiv(-earliest.getEpochSecond(), (long) SECONDS);
        long end = latest.getEpochSecond() / SECONDS;
        List<Long> taken = new ArrayList<>();
        List<Window> best = new ArrayList<>();
        while (best.size() < count) {
            Optional<Window> next = next(first, end, length, energyKwh, taken);
            if (next.isEmpty()) {
                return best;
            }
            taken.add(next.get().from().getEpochSecond() / SECONDS);
            best.add(next.get());
        }
        return best;
    }

    private Optional<Window> next(long first, long end, int length, double energyKwh, List<Long> taken) {
        List<Window> windows = new ArrayList<>();
        for (long start = first; start + length <= end; start++) {
            long from = start;
            if (taken.stream().allMatch(other -> Math.abs(other - from) >= length)) {
                double solarKwh = solarKwh(start, length, energyKwh);
                if (solarKwh > 0) {
                    windows.add(new Window(
                            Instant.ofEpochSecond(start * SECONDS),
                            Instant.ofEpochSecond((start + length) * SECONDS),
                            solarKwh));
                }
            }
        }
        return windows.stream()
                .max(Comparator.comparingDouble(Window::solarKwh)
                        .thenComparing(Window::from, Comparator.reverseOrder()));
    }

    /** NaN where a slot of the window is not forecast. */
    private double solarKwh(long start, int length, double energyKwh) {
        double drawnKwh = energyKwh / length;
        double solar = 0;
        for (long slot = start; slot < start + length; slot++) {
            solar += Math.min(drawnKwh, surplusKwh.getOrDefault(slot, Double.NaN));
        }
        return Math.min(solar, energyKwh);
    }
}
