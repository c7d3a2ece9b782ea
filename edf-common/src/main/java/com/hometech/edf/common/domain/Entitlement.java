package com.hometech.edf.common.domain;

import com.hometech.edf.common.error.InvalidInputException;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a client or a user may see and do. It is looked up by who asks, never taken from what is asked.
 *
 * @param subject client id of a machine, or {@code sub} of a user, as the access token says it
 * @param tenant whom the subject belongs to, for people
 * @param buildings buildings that it may see, in id order
 * @param areas areas all of whose buildings it may see, in id order
 * @param mayDecideModels whether it may approve and reject models
 */
public record Entitlement(
        String subject, String tenant, Set<BuildingId> buildings, Set<AreaId> areas, boolean mayDecideModels) {
    /** Buildings that are named one by one at most; an area has no such limit. */
    public static final int MOST_BUILDINGS = 1000;

    private static final int LONGEST_NAME = 128;

    public Entitlement {
        requireName("subject", subject);
        requireName("tenant", tenant);
        if (buildings.size() > MOST_BUILDINGS) {
            throw new InvalidInputException("Subject " + subject + " has " + buildings.size()
                    + " single buildings, more than " + MOST_BUILDINGS + ": put them into an area and grant that");
        }
        buildings = Collections.unmodifiableSet(new TreeSet<>(buildings));
        areas = Collections.unmodifiableSet(new TreeSet<>(areas));
    }

    private static void requireName(String field, String value) {
        boolean printable = value.chars().noneMatch(Character::isISOControl);
        if (value.isBlank() || value.length() > LONGEST_NAME || !printable) {
            throw new InvalidInputException(
                    field + " is not valid: use 1 to " + LONGEST_NAME + " characters without control characters");
        }
    }
}
