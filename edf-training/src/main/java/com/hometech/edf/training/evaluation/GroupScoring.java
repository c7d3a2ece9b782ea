package com.hometech.edf.training.evaluation;

import com.hometech.edf.training.evaluation.Evaluation.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Sums and cards of a group of buildings: over all leads, and over each day ahead. */
final class GroupScoring {
    private static final int HOURS_OF_DAY = 24;

    /** Position 0 holds all leads, position d + 1 the day d. */
    private final List<Leads> leads;

    private static final class Leads {
        final ScoreSheet pooled;
        final List<Scorecard> cards = new ArrayList<>();

        Leads(ScoredLevels levels) {
            pooled = new ScoreSheet(levels);
        }
    }

    GroupScoring(ScoredLevels levels, int days) {
        leads = IntStream.rangeClosed(0, days)
                .mapToObj(position -> new Leads(levels))
                .toList();
    }

    /** Adds a building: its sheet of all leads and that of each day, with the cards of those that have rows. */
    void add(List<ScoreSheet> sheets, List<Scorecard> cards) {
        for (int position = 0; position < leads.size(); position++) {
            if (sheets.get(position).rows() > 0) {
                leads.get(position).pooled.add(sheets.get(position));
                leads.get(position).cards.add(cards.get(position));
            }
        }
    }

    /** First over all leads, then over each day. */
    List<Group> groups(String name) {
        return IntStream.range(0, leads.size())
                .mapToObj(position -> group(name, position))
                .toList();
    }

    private Group group(String name, int position) {
        ScoreSheet pooled = leads.get(position).pooled;
        List<Scorecard> cards = leads.get(position).cards;
        return new Group(
                name,
                nameOf(position),
                cards.size(),
                pooled.rows(),
                pooled.card(),
                Scorecard.median(cards),
                Scorecard.mean(cards));
    }

    long rows() {
        return leads.get(0).pooled.rows();
    }

    /** What a position is called: hours of the forecast, from its first. */
    static String nameOf(int position) {
        return position == 0 ? EvaluationReport.ALL : (position - 1) * HOURS_OF_DAY + 1 + "-" + position * HOURS_OF_DAY;
    }
}
