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
import java.time.Duration;

/** {@code getBuildingAccuracy}: how well a building was forecast. */
public final class GetBuildingAccuracy implements Handler {
    /** Scores change once a day. */
    static final Duration MAX_AGE = Duration.ofMinutes(5);

    private static final int MOST_DAYS = 400;

    private final Access access;
    private final AccuracyHistory history;
    private final Terms terms;
    private final Clock clock;

    public GetBuildingAccuracy(Access access, AccuracyHistory history, Terms terms, Clock clock) {
        this.access = access;
        this.history = history;
        this.terms = terms;
        this.clock = clock;
    }

    private record Key(BuildingId building, Question question) {}

    @Override
    public Answer answer(Call call) {
        BuildingId building = access.building(call).id();
        Question question = Question.of(call.arguments(), MOST_DAYS, clock);
        return Answer.kept(new Key(building, question), MAX_AGE, () -> represent(building, question));
    }

    private Representation represent(BuildingId building, Question question) {
        Scores scores = new Scores();
        history.read(building, question.quantity(), question.from(), question.to())
                .forEach(scores::add);
        return Json.representation(json -> scores.write(json, question, terms));
    }
}
