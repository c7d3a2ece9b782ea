package com.hometech.edf.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.cli.platform.FileEntitlements;
import com.hometech.edf.common.domain.Entitlement;
import com.hometech.edf.common.port.EntitlementRegister;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FileEntitlementsTest extends EntitlementsContract {
    @Override
    EntitlementRegister newEntitlements(Path directory) {
        return new FileEntitlements(directory.resolve("entitlements"));
    }

    @Test
    void anotherProcessSeesTheSame() {
        Entitlement entitlement = new Entitlement("resident", "Family", Set.of(), Set.of(), false);
        entitlements.put(entitlement);

        assertThat(newEntitlements(directory).all()).containsExactly(entitlement);
    }

    @Test
    void nothingIsMadeOnDiskBeforeTheFirstIsPut() {
        assertThat(entitlements.all()).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }
}
