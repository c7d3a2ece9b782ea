package com.hometech.edf.common.port;

import com.hometech.edf.common.domain.Entitlement;
import java.util.List;
import java.util.Optional;

/** Who may see and do what. */
public interface Entitlements {
    /** What this client or user may; empty where it is not known. */
    Optional<Entitlement> find(String subject);

    /** All of them, in the order of their subjects. */
    List<Entitlement> all();
}
