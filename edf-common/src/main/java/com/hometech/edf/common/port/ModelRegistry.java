package com.hometech.edf.common.port;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps trained models and the decision of a person about each. */
public interface ModelRegistry {
    /**
     * What is to be registered.
     *
     * @param clientToken the same token registers once: a repeat answers with the first package
     */
    record Registration(
            String group,
            String clientToken,
            ObjectUri modelData,
            String sha256,
            Map<String, Double> metrics,
            Map<String, String> metadata) {}

    /** Registers the model as {@link ApprovalStatus#PENDING_MANUAL_APPROVAL}. */
    ModelPackage register(Registration registration);

    /** All packages of a group, newest version first. */
    List<ModelPackage> list(String group);

    /** One package by version. */
    Optional<ModelPackage> find(String group, int version);

    /** Records a person's decision and answers with the package as it is then. A decision may be changed. */
    ModelPackage decide(String group, int version, ApprovalStatus status, String reason);

    /** Approved packages of the group, newest version first: the first one goes live. */
    default List<ModelPackage> approved(String group) {
        return list(group).stream()
                .filter(candidate -> candidate.status() == ApprovalStatus.APPROVED)
                .toList();
    }
}
