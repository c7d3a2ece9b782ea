package com.hometech.edf.api.model;

import com.hometech.edf.api.http.Answer;
import com.hometech.edf.api.http.Call;
import com.hometech.edf.api.http.Handler;
import com.hometech.edf.api.http.Json;
import com.hometech.edf.api.http.Representation;
import com.hometech.edf.common.port.ModelPackage;
import java.time.Duration;
import java.util.Optional;

/** {@code getModel}: the model behind a forecast. */
public final class GetModel implements Handler {
    private final RegisteredModels models;

    public GetModel(RegisteredModels models) {
        this.models = models;
    }

    @Override
    public Answer answer(Call call) {
        return Answer.made(Duration.ZERO, () -> represent(models, models.require(call.arguments()), call));
    }

    static Representation represent(RegisteredModels models, ModelPackage model, Call call) {
        Optional<Integer> live = models.live(model.group());
        ModelWriter writer = new ModelWriter(models, call.caller());
        return Json.representation(json -> writer.write(json, model, live));
    }
}
