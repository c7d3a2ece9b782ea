package com.hometech.edf.api.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.hometech.edf.api.http.Audit;
import com.hometech.edf.api.http.BoundedReads;
import com.hometech.edf.api.http.Call;
import com.hometech.edf.api.http.ProblemException;
import com.hometech.edf.common.domain.Area;
import com.hometech.edf.common.domain.AreaId;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.port.Entitlements;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Says what a caller may see. What one may not see is answered like what does not exist: in the same words and with the same
 * work, for nothing is looked up that is not in the caller's own view.
 */
public final class Access {
    /** For how long an entitlement holds after it was read: so soon a change takes effect. */
    public static final Duration FRESH = Duration.ofMinutes(1);

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final int MOST_VIEWS = 10_000;

    private final LoadingCache<String, Refreshed<View>> views;

    public Access(Entitlements entitlements, Supplier<Directory> directory, BoundedReads reads, Clock clock) {
        views = Caffeine.newBuilder()
                .maximumSize(MOST_VIEWS)
                .build(subject -> new Refreshed<>(
                        FRESH,
                        LONGEST,
                        clock,
                        before -> View.of(
                                reads.within(LONGEST_WAIT, () -> entitlements.find(subject)), directory.get())));
    }

    /** What the caller may see. */
    public View view(Call call) {
        return views.get(call.caller().subject()).get();
    }

    /**
     * The building that the call names in {@code building_id}.
     *
     * @throws ProblemException when the caller may not see it, or there is none
     */
    public Building building(Call call) {
        return building(call, new BuildingId(call.arguments().text("building_id")));
    }

    /** As {@link #building(Call)}, of an id that stands elsewhere in the call. */
    public Building building(Call call, BuildingId id) {
        Building building = view(call).buildings().get(id);
        if (building == null) {
            Audit.denied(call.caller(), call.requestId(), call.operation().id(), "building " + id);
            throw ProblemException.notFound("building");
        }
        return building;
    }

    /**
     * The area that the call names in {@code area_id}.
     *
     * @throws ProblemException when the caller may not see all of its buildings, or there is none
     */
    public Area area(Call call) {
        AreaId id = new AreaId(call.arguments().text("area_id"));
        Area area = view(call).areas().get(id);
        if (area == null) {
            Audit.denied(call.caller(), call.requestId(), call.operation().id(), "area " + id);
            throw ProblemException.notFound("area");
        }
        return area;
    }
}
