package com.hometech.edf.api.access;

import com.fasterxml.jackson.core.JsonGenerator;
import com.hometech.edf.api.http.Answer;
import com.hometech.edf.api.http.Call;
import com.hometech.edf.api.http.Handler;
import com.hometech.edf.api.http.Json;
import java.io.IOException;

/** {@code getCaller}: who asks, and what they may do. */
public final class GetCaller implements Handler {
    private final Access access;

    public GetCaller(Access access) {
        this.access = access;
    }

    @Override
    public Answer answer(Call call) {
        View view = access.view(call);
        return Answer.notStored(() -> Json.representation(json -> write(json, call.caller(), view)));
    }

    private static void write(JsonGenerator json, Caller caller, View view) throws IOException {
        json.writeStartObject();
        json.writeStringField("subject", caller.subject());
        json.writeStringField("tenant", view.tenant().orElse(null));
        json.writeArrayFieldStart("scopes");
        for (String scope : caller.scopes().stream().map(Scope::code).sorted().toList()) {
            json.writeString(scope);
        }
        json.writeEndArray();
        json.writeNumberField("buildings", view.buildings().size());
        json.writeNumberField("areas", view.areas().size());
        json.writeBooleanField("may_decide_models", view.mayDecideModels());
        json.writeEndObject();
    }
}
