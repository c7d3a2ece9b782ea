package com.hometech.edf.features.engine;

import com.hometech.edf.features.engine.FeatureFormula.FeatureValues;
import com.hometech.edf.features.schema.Feature;
import com.hometech.edf.features.schema.FeatureKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Features for steps shorter than an hour: the readings just before the origin, which say most about the next ones [kWh]. */
final class NowcastFormulas {
    private static final String CLEANED = " (spikes clipped, short gaps interpolated)";
    private static final int STEPS_BEFORE = 3;

    private NowcastFormulas() {}

    static List<FeatureFormula> all() {
        List<FeatureFormula> formulas = new ArrayList<>();
        for (int steps = 1; steps <= STEPS_BEFORE; steps++) {
            formulas.add(before(steps));
        }
        formulas.add(load(
                "consumption_change_1h",
                "load at the origin less that 1 h earlier" + CLEANED,
                context -> LoadFormulas.change(context, 1)));
        formulas.add(LoadFormulas.rolling(1, "avg"));
        formulas.add(shifted(24));
        formulas.add(shifted(168));
        return formulas;
    }

    private static FeatureFormula before(int steps) {
        return load(
                "consumption_origin_minus_" + steps,
                "load " + steps + " steps before the origin" + CLEANED,
                context -> {
                    KnownLoad load = context.load();
                    return (rows, out, offset) -> {
                        for (int row = 0; row < rows.size(); row++) {
                            int origin = rows.origin(row);
                            out[offset + row] = (float) load.at(origin - steps, origin);
                        }
                    };
                });
    }

    /** The newest load carried on as it went on at that time before. */
    private static FeatureFormula shifted(int hours) {
        return load(
                "consumption_latest_shifted_" + hours + "h",
                "load at the origin plus the change from there to the target " + hours + " h earlier" + CLEANED
                        + "; missing where that is after the origin",
                context -> {
                    KnownLoad load = context.load();
                    int steps = context.steps(hours);
                    return (rows, out, offset) -> {
                        for (int row = 0; row < rows.size(); row++) {
                            int origin = rows.origin(row);
                            double then = load.at(rows.target(row) - steps, origin) - load.at(origin - steps, origin);
                            out[offset + row] = (float) (load.at(origin, origin) + then);
                        }
                    };
                });
    }

    private static FeatureFormula load(
            String name, String definition, Function<BuildingContext, FeatureValues> preparation) {
        return FeatureFormula.of(new Feature(name, FeatureKind.LOAD, definition), preparation);
    }
}
