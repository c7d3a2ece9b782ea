package com.hometech.edf.training.report;

import com.hometech.edf.data.page.Numbers;
import com.hometech.edf.data.page.Times;
import com.hometech.edf.training.backtest.BacktestFolder;
import com.hometech.edf.training.backtest.BacktestResult;
import com.hometech.edf.training.backtest.BacktestScores;
import com.hometech.edf.training.backtest.BacktestScores.CandidateScores;
import com.hometech.edf.training.evaluation.Metric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A backtest for people: its page, and a small table for the terminal. */
public final class BacktestReports {
    private static final String ROW = "%-15s %9s %7s %9s %9s %9s";

    private BacktestReports() {}

    /** Writes page and scores; {@code scores.json} comes last: where it is, everything is. */
    public static void write(BacktestResult result, BacktestFolder folder) throws IOException {
        BacktestPage.of(result).write(folder.result(BacktestPage.FILE_NAME));
        result.scores().write(folder.directory());
    }

    /** The comparison as lines without colours. */
    public static List<String> lines(BacktestScores scores) {
        List<String> lines = new ArrayList<>();
        lines.add(format("", "WAPE med", "MASE", "pinball", "coverage", "CPU"));
        for (CandidateScores candidate : scores.candidates()) {
            boolean isStrategy = candidate.kind().equals(BacktestScores.STRATEGY);
            lines.add(format(
                    BacktestPage.label(candidate),
                    Percent.of(candidate.median(Metric.WAPE)),
                    Numbers.fixed(candidate.median(Metric.MASE), 3),
                    isStrategy ? Numbers.fixed(candidate.pooled(Metric.RELATIVE_PINBALL), 2) + " %" : "",
                    isStrategy ? Percent.of(candidate.pooled(Metric.COVERAGE)) : "",
                    candidate.cpuSeconds() == null
                            ? ""
                            : Numbers.fixed(candidate.cpuSeconds().total(), 1) + " s"));
        }
        lines.add("WAPE and MASE: median over " + Numbers.count(scores.rows().buildingsScored())
                + " buildings; pinball loss in % of the mean and coverage: all "
                + Numbers.count(scores.rows().scored()) + " rows");
        lines.add(scores.period().issuedAt().size() + " origins, "
                + scores.request().stepHours() + " h apart, "
                + Times.period(scores.period().issuedAt().get(0), BacktestPage.lastInterval(scores.period())));
        return List.copyOf(lines);
    }

    private static String format(String... cells) {
        return ROW.formatted((Object[]) cells).stripTrailing();
    }
}
