package com.hometech.edf.training.report;

import com.hometech.edf.data.page.HtmlPage;
import com.hometech.edf.data.page.Times;
import com.hometech.edf.training.evaluation.EvaluationReport;
import com.hometech.edf.training.evaluation.ModelEvaluation.Example;
import java.util.List;

/** {@code evaluation_report_edf.html}: what a person needs to approve or reject a model, the verdict first. */
public final class EvaluationPage {
    /** Name of the file. */
    public static final String FILE_NAME = "evaluation_report_edf.html";

    private static final String LAST_TWO_WEEKS =
            "The last two weeks of the evaluation, each day as it was forecast the day before.";

    private EvaluationPage() {}

    /**
     * The page of a report.
     *
     * @param examples forecasts to show; may be empty
     * @param components additive models to show; empty where the strategy has none
     */
    public static HtmlPage of(EvaluationReport report, List<Example> examples, List<ComponentExample> components) {
        HtmlPage page = HtmlPage.titled(
                        "Evaluation of a model of " + report.data().quantity().noun(), subtitle(report))
                .section("Verdict", VerdictSection.blocks(report))
                .section("Error by hour", ErrorSection.blocks(report.scores()))
                .section("Interval", IntervalSection.blocks(report.scores()));
        if (report.sums() != null) {
            page.section(
                    "Sums of buildings and hours",
                    SumSection.blocks(report.sums(), report.scores().levels().nominalCoveragePercent()));
        }
        if (!examples.isEmpty()) {
            page.section("Forecast and reality", ExampleSection.blocks(LAST_TWO_WEEKS, report.scores(), examples));
        }
        page.section("Buildings", BuildingSection.blocks(report.scores()));
        if (report.importance() != null) {
            page.section("What moves the forecast", ImportanceSection.blocks(report.importance()));
        }
        if (!components.isEmpty()) {
            page.section("What the models are made of", ComponentSection.blocks(components));
        }
        return page.section("Where the numbers come from", FactsSection.blocks(report))
                .footer("Made from " + EvaluationReport.FILE_NAME + ", which holds every number of this page"
                        + (components.isEmpty() ? "." : " but those of what the models are made of."));
    }

    private static String subtitle(EvaluationReport report) {
        return report.model().strategy() + " · " + report.data().buildingsScored() + " buildings · "
                + Times.period(report.data().firstTarget(), report.data().lastTarget());
    }
}
