package com.hometech.edf.api.model;

import com.hometech.edf.api.http.Answer;
import com.hometech.edf.api.http.Call;
import com.hometech.edf.api.http.Cursors;
import com.hometech.edf.api.http.Handler;
import com.hometech.edf.api.http.Json;
import com.hometech.edf.api.http.Page;
import com.hometech.edf.api.http.Representation;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.port.ApprovalStatus;
import com.hometech.edf.common.port.ModelPackage;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code listModels}: the registered models, newest first. */
public final class ListModels implements Handler {
    private final RegisteredModels models;
    private final Cursors cursors;

    public ListModels(RegisteredModels models, Cursors cursors) {
        this.models = models;
        this.cursors = cursors;
    }

    @Override
    public Answer answer(Call call) {
        // whoever decides must see what is
        return Answer.made(Duration.ZERO, () -> represent(call));
    }

    private Representation represent(Call call) {
        Quantity quantity = Quantity.ofCode(call.arguments().text("quantity"), "quantity");
        Optional<ApprovalStatus> status = call.arguments().textIfGiven("status").map(ApprovalStatus::valueOf);
        List<ModelPackage> all = models.list(quantity);
        Optional<Integer> live = all.stream()
                .filter(model -> model.status() == ApprovalStatus.APPROVED)
                .map(ModelPackage::version)
                .findFirst();
        SortedMap<String, ModelPackage> newestFirst = new TreeMap<>();
        all.stream()
                .filter(model -> status.isEmpty() || model.status() == status.get())
                .forEach(model -> newestFirst.put(
                        String.format(Locale.ROOT, "%010d", Integer.MAX_VALUE - model.version()), model));
        Page<ModelPackage> page = Page.of(newestFirst, call, cursors);
        ModelWriter writer = new ModelWriter(models, call.caller());
        return Json.representation(json -> page.write(json, (to, model) -> writer.write(to, model, live)));
    }
}
