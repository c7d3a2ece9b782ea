package com.hometech.edf.common.port;

import com.hometech.edf.common.domain.Entitlement;

/** Entitlements that can be changed. */
public interface EntitlementRegister extends Entitlements {
    /** Keeps it in place of the subject's earlier one. */
    void put(Entitlement entitlement);

    /** Takes everything from the subject; nothing happens where it is not known. */
    void remove(String subject);
}
