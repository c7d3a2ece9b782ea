package com.hometech.edf.api.model;

import com.hometech.edf.api.http.Arguments;
import com.hometech.edf.api.http.ProblemException;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.common.port.ModelRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The models of this environment: one group for each quantity. */
public final class RegisteredModels {
    private final ModelRegistry registry;
    private final Map<Quantity, String> groups;

    public RegisteredModels(ModelRegistry registry, Map<Quantity, String> groups) {
        this.registry = registry;
        this.groups = new EnumMap<>(groups);
    }

    /** The models of a quantity, newest version first. */
    List<ModelPackage> list(Quantity quantity) {
        return registry.list(Objects.requireNonNull(groups.get(quantity)));
    }

    /** The version that the next run uses: the newest approved one. */
    Optional<Integer> live(String group) {
        return registry.approved(group).stream().map(ModelPackage::version).findFirst();
    }

    /** What the models of a group forecast. */
    Quantity quantityOf(String group) {
        return groups.entrySet().stream()
                .filter(entry -> entry.getValue().equals(group))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No group of this environment: " + group));
    }

    /**
     * The model that {@code group} and {@code version} name.
     *
     * @throws ProblemException when there is none
     */
    ModelPackage require(Arguments arguments) {
        return find(arguments.text("group"), arguments.whole("version"))
                .orElseThrow(() -> ProblemException.notFound("model"));
    }

    private Optional<ModelPackage> find(String group, int version) {
        return groups.containsValue(group) ? registry.find(group, version) : Optional.empty();
    }

    /** The model that forecasts name so: {@code group/version}; empty where it is not registered any more. */
    public Optional<ModelPackage> find(String modelVersion) {
        int slash = modelVersion.lastIndexOf('/');
        String version = modelVersion.substring(slash + 1);
        return slash > 0 && version.matches("[1-9][0-9]{0,8}")
                ? find(modelVersion.substring(0, slash), Integer.parseInt(version))
                : Optional.empty();
    }
}
