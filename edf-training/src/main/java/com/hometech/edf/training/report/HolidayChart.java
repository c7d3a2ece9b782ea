package com.hometech.edf.training.report;

import com.hometech.edf.additive.HolidayEffect;
import com.hometech.edf.data.page.Axis;
import com.hometech.edf.data.page.Numbers;
import com.hometech.edf.data.page.RankingChart;
import com.hometech.edf.data.page.Series;
import com.hometech.edf.data.page.Series.Look;
import java.util.List;

/** The effects of holidays as lying bars, the largest first. */
final class HolidayChart {
    private static final int MOST_BARS = 30;

    private HolidayChart() {}

    /** @param effects one at least, the largest first */
    static RankingChart of(ComponentExample example, List<HolidayEffect> effects) {
        List<HolidayEffect> shown = effects.stream().limit(MOST_BARS).toList();
        Effect effect = Effect.of(effects.get(0).mode(), example);
        return new RankingChart(
                example.name() + ": holidays",
                shown.size() < effects.size()
                        ? "The " + shown.size() + " largest of " + Numbers.count(effects.size())
                                + " effects. In brackets: days in the history."
                        : "In brackets: days in the history.",
                Axis.of("", shown.stream().map(HolidayChart::label).toList()),
                effect.title(),
                List.of(new Series(
                        "effect",
                        Look.MAIN,
                        effect.shown(shown.stream()
                                .mapToDouble(HolidayEffect::effect)
                                .toArray()))));
    }

    private static String label(HolidayEffect effect) {
        int days = Math.abs(effect.offset());
        String distance = days == 0
                ? ""
                : ", " + days + (days == 1 ? " day " : " days ") + (effect.offset() < 0 ? "before" : "after");
        return effect.holiday() + distance + " (" + effect.days() + ")";
    }
}
