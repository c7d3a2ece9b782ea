package com.hometech.edf.features.engine;

import com.hometech.edf.data.sun.SolarGeometry;
import com.hometech.edf.data.sun.SolarInterval;

/** The sun above a place over every interval of a grid. Depends on UTC alone: no clock change moves it. */
final class SunPath {
    /** True solar time of the middle, 0 to 24. */
    final float[] solarHour;
    /** Elevation in the middle; negative below the horizon [degrees]. */
    final float[] elevation;
    /** Mean irradiance without clouds [W/m²]. */
    final float[] clearSkyGhi;
    /** Whether any part of the sun is above the horizon at any time of the interval. */
    final boolean[] up;

    SunPath(SolarGeometry place, StepGrid grid) {
        int length = grid.length();
        this.solarHour = new float[length];
        this.elevation = new float[length];
        this.clearSkyGhi = new float[length];
        this.up = new boolean[length];
        for (int index = 0; index < length; index++) {
            SolarInterval sun = place.over(grid.epochSecond(index), grid.stepSeconds());
            solarHour[index] = (float) sun.solarHour();
            elevation[index] = (float) Math.toDegrees(StrictMath.asin(sun.sinElevation()));
            clearSkyGhi[index] = (float) sun.clearSkyGhi();
            up[index] = sun.sunIsUp();
        }
    }
}
