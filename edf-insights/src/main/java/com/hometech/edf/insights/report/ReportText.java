package com.hometech.edf.insights.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of a report, and who wrote it.
 *
 * @param paragraphs without markup
 * @param writtenBy {@code rules}, or the name of the model
 * @param whyRules why the rules wrote although a model was to; null where they were to, or did not
 */
public record ReportText(
        List<String> paragraphs, String writtenBy, @Nullable String whyRules) {
    /** Name of the rules as a writer. */
    public static final String RULES = "rules";

    public ReportText {
        paragraphs = List.copyOf(paragraphs);
    }
}
