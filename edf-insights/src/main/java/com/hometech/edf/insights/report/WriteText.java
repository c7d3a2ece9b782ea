package com.hometech.edf.insights.report;

import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.port.TextWriter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the text of a report: a model where one is given and what it writes may be shown, else the rules. */
public final class WriteText {
    private static final String INSTRUCTIONS = """
            You write the executive summary of a report about the electricity of a home's appliances, for the people who live \
            there. Write two to four short paragraphs of plain English prose, at most 250 words in all: what was used and by \
            what, what is expected next, what was not as usual, and what is worth doing. Be friendly and exact.
            Rules:
            - Use only the facts that you are given. Copy every number exactly as it stands there, in digits, with its unit. \
            Do not compute, estimate, round or compare numbers, and do not name any other number or date.
            - Appliances are named by labels in square brackets such as [A1]. Write the labels exactly so.
            - No headings, lists, markup, links, greetings or questions.
            """;

    private final Optional<TextWriter> writer;

    /** @param writer the model; empty where the rules are to write */
    public WriteText(Optional<TextWriter> writer) {
        this.writer = writer;
    }

    /** The text about findings. */
    public ReportText write(Findings findings) {
        return writer.map(model -> write(findings, model))
                .orElseGet(() -> new ReportText(RuleText.paragraphs(findings), ReportText.RULES, null));
    }

    private static ReportText write(Findings findings, TextWriter model) {
        ReportFacts facts = new ReportFacts(findings);
        Map<String, String> labels = facts.labels();
        String text;
        try {
            text = model.write(INSTRUCTIONS, facts.text());
        } catch (DependencyUnavailableException failure) {
            return byRules(findings, failure.getMessage());
        }
        Optional<String> problem = facts.check().problem(text, new HashSet<>(labels.values()));
        if (problem.isPresent()) {
            return byRules(findings, "The answer of " + model.name() + " was not used: " + problem.get());
        }
        return new ReportText(paragraphs(text, labels), model.name(), null);
    }

    private static ReportText byRules(Findings findings, String why) {
        return new ReportText(RuleText.paragraphs(findings), ReportText.RULES, why);
    }

    private static List<String> paragraphs(String text, Map<String, String> labels) {
        String named = text;
        for (Map.Entry<String, String> label : labels.entrySet()) {
            named = named.replace(label.getValue(), RuleText.quoted(label.getKey()));
        }
        return Arrays.stream(named.strip().split("\\s*\\R\\s*"))
                .filter(paragraph -> !paragraph.isBlank())
                .toList();
    }
}
