package com.hometech.edf.monitoring.anomaly;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.data.anomaly.Stretch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The readings of a building: where they stand still, where they are silent, and what can be learned from them. */
final class Readings {
    /** As many standstills in the window are a habit, such as that of an empty school at weekends. */
    private static final int OFTEN = 3;

    private final BuildingData data;
    private final List<Stretch> standstills;
    private final boolean[] isStandstill;
    private final int first;
    private final double meanKwh;
    private final int window;

    private Readings(BuildingData data, List<Stretch> standstills, int first, double meanKwh, int window) {
        this.data = data;
        this.standstills = standstills;
        this.first = first;
        this.meanKwh = meanKwh;
        this.window = window;
        this.isStandstill = new boolean[data.kwh().length];
        for (Stretch stretch : standstills) {
            Arrays.fill(isStandstill, stretch.from(), stretch.end(), true);
        }
    }

    static Readings of(BuildingData data, DetectionRules rules) {
        double[] kwh = data.kwh();
        int first = -1;
        double sum = 0;
        int count = 0;
        for (int index = 0; index < kwh.length; index++) {
            if (!data.isMissing(index)) {
                first = first < 0 ? index : first;
                sum += data.unitSlip()[index] ? 0 : Math.abs(kwh[index]);
                count += data.unitSlip()[index] ? 0 : 1;
            }
        }
        return new Readings(
                data,
                standstills(data, rules.quality().flatlineSteps(rules.step())),
                first,
                count == 0 ? 0 : sum / count,
                rules.stepsBefore());
    }

    /** Equal readings in a row. A plant may generate nothing for as long as it likes. */
    private static List<Stretch> standstills(BuildingData data, int fewest) {
        double[] kwh = data.kwh();
        List<Stretch> found = new ArrayList<>();
        int start = 0;
        for (int index = 1; index <= kwh.length; index++) {
            // a missing reading equals nothing
            boolean goesOn = index < kwh.length && kwh[index] == kwh[index - 1];
            if (!goesOn) {
                boolean rests = data.quantity() == Quantity.SOLAR && kwh[start] == 0;
                if (index - start >= fewest && !rests) {
                    found.add(new Stretch(start, index));
                }
                start = index;
            }
        }
        return found;
    }

    /** Whether there is not one reading. */
    boolean isEmpty() {
        return first < 0;
    }

    List<Stretch> standstills() {
        return standstills;
    }

    boolean isStandstill(int index) {
        return isStandstill[index];
    }

    /** Whether standing still for as long is nothing new: whether it did so often in the window before. */
    boolean oftenStandsStill(Stretch standstill) {
        return standstills.stream()
                        .filter(other -> other.end() <= standstill.from()
                                && other.end() > standstill.from() - window
                                && other.length() >= standstill.length())
                        .count()
                >= OFTEN;
    }

    /** Stretches without a reading after the first one. */
    List<Stretch> silences(int known) {
        boolean[] silent = new boolean[Math.max(0, known)];
        for (int index = Math.max(0, first); index < silent.length; index++) {
            silent[index] = data.isMissing(index);
        }
        return Stretch.of(silent, 0);
    }

    /** Readings that means are of: not those of a standstill or in another unit. */
    double[] learnedKwh() {
        double[] learned = data.kwh().clone();
        for (int index = 0; index < learned.length; index++) {
            if (isStandstill[index] || data.unitSlip()[index]) {
                learned[index] = Double.NaN;
            }
        }
        return learned;
    }

    /** Mean absolute reading [kWh]. */
    double meanKwh() {
        return meanKwh;
    }
}
