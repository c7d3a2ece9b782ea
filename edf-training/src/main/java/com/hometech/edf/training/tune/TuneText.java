package com.hometech.edf.training.tune;

import com.hometech.edf.data.page.Numbers;
import com.hometech.edf.training.tune.TuneReport.Conclusion;
import com.hometech.edf.training.tune.TuneReport.End;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a search comes to, in words. */
public final class TuneText {
    private TuneText() {}

    /** The conclusion as lines without colours. */
    public static List<String> lines(TuneReport report) {
        Conclusion conclusion = report.conclusion();
        List<String> lines = new ArrayList<>();
        if (conclusion.trial() != 0) {
            lines.add("Trial " + conclusion.trial() + " is better than the configuration by "
                    + percent(conclusion.gainPercent()) + " " + evidence(conclusion) + ".");
            changes(report).forEach(lines::add);
        } else if (conclusion.challenger() != null) {
            lines.add("Nothing beats the configuration by more than noise: it stays as it is.");
            lines.add("The best of the others, trial " + conclusion.challenger() + ", gains "
                    + percent(conclusion.gainPercent()) + " " + evidence(conclusion) + ".");
        } else {
            lines.add("The configuration stays as it is: no other settings were fitted for all windows.");
        }
        lines.add("Trials beside the configuration: "
                + Numbers.count(Math.max(0, report.trials().size() - 1))
                + ", of which for all windows: " + Numbers.count(full(report))
                + (report.end() == End.TIME ? "; then the time was up." : "."));
        return List.copyOf(lines);
    }

    private static String evidence(Conclusion conclusion) {
        return "on forecasts that had no part in the choice (at least " + percent(conclusion.leastGainPercent())
                + " with " + Verdict.CONFIDENCE_PERCENT + " % confidence; WAPE alone "
                + percent(conclusion.wapeGainPercent()) + ")";
    }

    private static String percent(@Nullable Double value) {
        return value == null ? Numbers.MISSING : Numbers.fixed(value, 1) + " %";
    }

    private static long full(TuneReport report) {
        return report.trials().stream()
                .filter(trial -> trial.number() != 0 && trial.rung().equals("full"))
                .count();
    }

    private static List<String> changes(TuneReport report) {
        Map<String, String> before = report.trial(0).settings();
        return report.recommended().entrySet().stream()
                .filter(setting -> !setting.getValue().equals(before.get(setting.getKey())))
                .map(setting ->
                        "  " + setting.getKey() + ": " + before.get(setting.getKey()) + " -> " + setting.getValue())
                .toList();
    }
}
