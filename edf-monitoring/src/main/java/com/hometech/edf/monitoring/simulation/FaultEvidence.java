package com.hometech.edf.monitoring.simulation;

import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.data.watch.Alarm.Scope;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says which alarms an injected fault explains, and which of these name what is wrong. */
final class FaultEvidence {
    /** A check that looks at some days may notice a fault after it has ended; later it has no excuse. */
    private static final int DAYS_AFTER = Fault.DAYS_TO_FIND;

    private final Topology topology;

    FaultEvidence(Topology topology) {
        this.topology = topology;
    }

    /** The fault that explains an alarm: one that it finds, else one whose buildings it is about; null where none does. */
    @Nullable
    Fault explaining(Alarm alarm, LocalDate raised, List<Fault> faults) {
        Fault beside = null;
        for (Fault fault : faults) {
            if (isNear(fault, raised)) {
                if (finds(alarm, fault)) {
                    return fault;
                }
                beside = beside == null && concerns(alarm, fault) ? fault : beside;
            }
        }
        return beside;
    }

    private static boolean isNear(Fault fault, LocalDate raised) {
        return !raised.isBefore(fault.begin()) && !raised.isAfter(fault.end().plusDays(DAYS_AFTER));
    }

    /** Whether an alarm names what is wrong. */
    boolean finds(Alarm alarm, Fault fault) {
        String kind = alarm.kind().toLowerCase(Locale.ROOT);
        return switch (fault.kind()) {
            case METER_SCALED -> isAbout(alarm, fault) && !kind.contains("clock");
            case CLOCK_SHIFTED -> isAbout(alarm, fault) && kind.contains("clock");
            case WEATHER_FROZEN -> kind.contains("weather") || kind.contains("frozen");
            case HOLIDAY_SHIFTED -> kind.contains("holiday") || kind.contains("calendar");
        };
    }

    private static boolean isAbout(Alarm alarm, Fault fault) {
        return alarm.scope() == Scope.BUILDING && alarm.subject().equals(fault.building());
    }

    /** Whether a fault touches what an alarm is about. */
    private boolean concerns(Alarm alarm, Fault fault) {
        if (alarm.scope() == Scope.FLEET) {
            return true;
        }
        if (fault.building().isEmpty()) {
            return alarm.scope() == Scope.SITE;
        }
        return alarm.subject().equals(fault.building())
                || (alarm.scope() == Scope.SITE
                        && topology.buildings().stream()
                                .anyMatch(building -> building.id().value().equals(fault.building())
                                        && building.site().value().equals(alarm.subject())));
    }
}
