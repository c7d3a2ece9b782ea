package com.hometech.edf.cli.serve;

import com.hometech.edf.api.access.Authenticator;
import com.hometech.edf.api.access.Caller;
import com.hometech.edf.api.access.Scope;
import com.hometech.edf.api.http.ApiRequest;
import com.hometech.edf.common.domain.AreaId;
import com.hometech.edf.common.domain.Entitlement;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.Entitlements;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Access without tokens: whoever asks is the same caller, who may see and do everything. */
public final class EverythingIsVisible implements Authenticator, Entitlements {
    private static final Caller CALLER = new Caller("local", EnumSet.allOf(Scope.class));

    private final Supplier<Topology> topology;

    /** @param topology the buildings that there are, read anew each time */
    public EverythingIsVisible(Supplier<Topology> topology) {
        this.topology = topology;
    }

    @Override
    public Optional<Caller> authenticate(ApiRequest request) {
        return Optional.of(CALLER);
    }

    @Override
    public Optional<Entitlement> find(String subject) {
        return subject.equals(CALLER.subject()) ? Optional.of(everything()) : Optional.empty();
    }

    @Override
    public List<Entitlement> all() {
        return List.of(everything());
    }

    /** Each building stands on a site, and each site is an area. */
    private Entitlement everything() {
        Set<AreaId> sites = buildings().buildings().stream()
                .map(building -> new AreaId(building.site().value()))
                .collect(Collectors.toSet());
        return new Entitlement(CALLER.subject(), "This machine", Set.of(), sites, true);
    }

    /** A file that was damaged while this serves is nothing that a caller could put right: what was read before is used on. */
    private Topology buildings() {
        try {
            return topology.get();
        } catch (InvalidInputException wrongFile) {
            throw new DependencyUnavailableException(
                    "Which buildings there are cannot be read: " + wrongFile.getMessage(), wrongFile);
        }
    }
}
