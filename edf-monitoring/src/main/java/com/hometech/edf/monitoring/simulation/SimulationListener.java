package com.hometech.edf.monitoring.simulation;

import java.time.LocalDate;

/** Shows a simulation as it goes. */
public interface SimulationListener {
    /** A day is about to be simulated. */
    void begun(LocalDate day, int number, int days);

    /** A line was written to the log. */
    void logged(SimulationEvent event);
}
