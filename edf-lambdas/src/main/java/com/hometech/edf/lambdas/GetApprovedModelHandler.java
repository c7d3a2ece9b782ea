package com.hometech.edf.lambdas;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.hometech.edf.common.config.MonitoringConfig.ChallengerConfig;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.error.ModelUnusableException;
import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.common.port.Platform;
import com.hometech.edf.inference.artifact.FittedAs;
import com.hometech.edf.inference.registry.ArtifactCheck;
import com.hometech.edf.inference.registry.ChooseModel;
import com.hometech.edf.inference.registry.ChooseModel.Choice;
import com.hometech.edf.inference.registry.FindChallenger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code GetApprovedModelLambda}: the approved model that a run uses, or the model that is compared with it. */
public final class GetApprovedModelHandler implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    private static final Pattern MODEL_VERSION = Pattern.compile("[^/]+/(\\d{1,9})");

    private final Platform platform;
    private final ChooseModel chooseModel;
    private final Supplier<ChallengerConfig> rules;

    /** @param rules by which models are compared; asked for only where a challenger is */
    public GetApprovedModelHandler(Platform platform, Supplier<ChallengerConfig> rules) {
        this.platform = platform;
        this.chooseModel = new ChooseModel(platform);
        this.rules = rules;
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
        Payload payload = Payload.of(input, List.of("model_package_group"), List.of("challenger_of", "issued_at"));
        return payload.optional("challenger_of").isPresent() ? challenger(payload) : approved(payload);
    }

    private Map<String, Object> approved(Payload payload) {
        Choice choice = chooseModel.choose(payload.text("model_package_group"));
        Map<String, Object> answer = describe(choice.model(), choice.fitted());
        answer.put("stale", choice.stale());
        answer.put("skipped", choice.skipped());
        return answer;
    }

    private Map<String, Object> challenger(Payload payload) {
        String live = payload.text("challenger_of");
        Matcher version = MODEL_VERSION.matcher(live);
        if (!version.matches()) {
            throw new InvalidInputException("challenger_of \"" + live + "\" is not group/version");
        }
        Optional<ModelPackage> found = new FindChallenger(platform.models(), rules.get())
                .find(
                        payload.text("model_package_group"),
                        Integer.parseInt(version.group(1)),
                        payload.instant("issued_at"));
        if (found.isEmpty()) {
            return Map.of("model_version", "");
        }
        new ArtifactCheck(platform.objects()).check(found.get()).ifPresent(finding -> {
            throw new ModelUnusableException(finding.reason());
        });
        return describe(found.get(), ChooseModel.fitted(found.get()));
    }

    private static Map<String, Object> describe(ModelPackage model, Optional<FittedAs> fittedAs) {
        Map<String, Object> answer = new TreeMap<>(Map.of(
                "model_package_arn", model.arn(),
                "model_version", model.modelVersion(),
                "model_data_url", model.modelData().toString(),
                "model_sha256", model.sha256()));
        fittedAs.ifPresent(fitted -> {
            answer.put("strategy", fitted.strategy());
            answer.put("prophet_regressors", fitted.prophetRegressors());
        });
        return answer;
    }
}
