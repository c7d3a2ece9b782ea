package com.hometech.edf.training.report;

import com.hometech.edf.additive.Growth;
import com.hometech.edf.additive.TrendProfile;
import com.hometech.edf.additive.TrendProfile.RateChange;
import com.hometech.edf.data.page.Axis;
import com.hometech.edf.data.page.LineChart;
import com.hometech.edf.data.page.Series;
import com.hometech.edf.data.page.Series.Look;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The trend of a model over its history, with the places where its rate changes. */
final class TrendChart {
    private static final DateTimeFormatter MINUTE = formatter("d MMM uuuu HH:mm");
    private static final DateTimeFormatter DAY = formatter("d MMM uuuu");

    private TrendChart() {}

    static LineChart of(ComponentExample example, TrendProfile trend) {
        List<RateChange> marked =
                trend.changes().stream().filter(RateChange::isNoticeable).toList();
        List<Series> series = new ArrayList<>();
        series.add(new Series("trend", Look.MAIN, trend.values()));
        if (!marked.isEmpty()) {
            series.add(new Series("changepoint", Look.MARK, marks(trend, marked)));
        }
        return LineChart.of(
                example.name() + ": trend",
                explanation(trend, marked.size()),
                axis(trend.times()),
                example.titled("Trend"),
                false,
                series.toArray(Series[]::new));
    }

    private static String explanation(TrendProfile trend, int marked) {
        if (trend.growth() == Growth.FLAT) {
            return "Flat: one level over the whole history.";
        }
        String growth = trend.growth() == Growth.LINEAR ? "Linear between changepoints" : "Logistic growth";
        return marked == 0
                ? growth + "; at none of " + trend.changes().size() + " changepoints the rate changes noticeably."
                : growth + "; dots: the " + marked + " of " + trend.changes().size()
                        + " changepoints where the rate changes noticeably.";
    }

    /** The trend's value at the place next to each change. */
    private static double[] marks(TrendProfile trend, List<RateChange> changes) {
        double[] values = trend.values();
        double[] marks = new double[values.length];
        Arrays.fill(marks, Double.NaN);
        LocalDateTime first = trend.times().get(0);
        double step = millis(first, trend.times().get(values.length - 1)) / (values.length - 1);
        for (RateChange change : changes) {
            int place = (int) Math.round(millis(first, change.time()) / step);
            marks[place] = values[place];
        }
        return marks;
    }

    private static double millis(LocalDateTime from, LocalDateTime to) {
        return Duration.between(from, to).toMillis();
    }

    private static Axis axis(List<LocalDateTime> times) {
        long days = Duration.between(times.get(0), times.get(times.size() - 1)).toDays();
        DateTimeFormatter full = days < times.size() ? MINUTE : DAY;
        DateTimeFormatter tick = formatter(days <= 60 ? "d MMM" : days <= 3 * 366 ? "MMM uuuu" : "uuuu");
        List<String> ticks = new ArrayList<>();
        for (int place = 0; place < times.size(); place++) {
            String text = tick.format(times.get(place));
            ticks.add(place > 0 && !text.equals(tick.format(times.get(place - 1))) ? text : "");
        }
        return new Axis("", times.stream().map(full::format).toList(), ticks);
    }

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }
}
