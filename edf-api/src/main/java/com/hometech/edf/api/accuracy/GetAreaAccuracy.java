package com.hometech.edf.api.accuracy;

import com.hometech.edf.api.access.Access;
import com.hometech.edf.api.forecast.Terms;
import com.hometech.edf.api.http.Answer;
import com.hometech.edf.api.http.Call;
import com.hometech.edf.api.http.Handler;
import com.hometech.edf.api.http.Json;
import com.hometech.edf.api.http.Representation;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.data.accuracy.AccuracyHistory;
import java.time.Clock;
import java.util.Set;

/** {@code getAreaAccuracy}: how well the buildings of an area were forecast, all of which the caller may see. */
public final class GetAreaAccuracy implements Handler {
    /** All files of the months of the period are read. */
    private static final int MOST_DAYS = 92;

    private final Access access;
    private final AccuracyHistory history;
    private final Terms terms;
    private final Clock clock;

    public GetAreaAccuracy(Access access, AccuracyHistory history, Terms terms, Clock clock) {
        this.access = access;
        this.history = history;
        this.terms = terms;
        this.clock = clock;
    }

    private record Key(Set<BuildingId> buildings, Question question) {}

    @Override
    public Answer answer(Call call) {
        Set<BuildingId> buildings = access.area(call).buildings();
        Question question = Question.of(call.arguments(), MOST_DAYS, clock);
        return Answer.kept(
                new Key(buildings, question), GetBuildingAccuracy.MAX_AGE, () -> represent(buildings, question));
    }

    private Representation represent(Set<BuildingId> buildings, Question question) {
        Scores scores = new Scores();
        history.read(buildings, question.quantity(), question.from(), question.to(), scores::add);
        return Json.representation(json -> scores.write(json, question, terms));
    }
}
