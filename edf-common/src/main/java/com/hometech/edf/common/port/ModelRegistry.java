package com.hometech.edf.common.port;

import com.hometech.edf.common.error.InvalidInputException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

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
            Map<String, String> metadata) {
        private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

        /** Refuses what no registry takes. */
        public void requireUsable() {
            requireGroupName(group);
            if (clientToken.isBlank()) {
                throw new InvalidInputException(
                        "client_token is empty: give what is the same for a repeated registration");
            }
            if (!SHA256.matcher(sha256).matches()) {
                throw new InvalidInputException(
                        "sha256 \"" + sha256 + "\" is not a checksum of 64 lower-case hex digits");
            }
        }
    }

    /** Refuses what cannot be the name of a model package group. */
    static void requireGroupName(String group) {
        if (!group.matches("[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}")) {
            throw new InvalidInputException(
                    "\"" + group + "\" is not the name of a model package group: use 1 to 63 letters, digits and '-'");
        }
    }

    /** Refuses a decision that says nothing. */
    static void requireReason(String group, int version, String reason) {
        if (reason.isBlank()) {
            throw new InvalidInputException(
                    "A decision about " + group + "/" + version + " needs a reason: say who decided and why");
        }
    }

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
