package com.hometech.edf.data.sample;

/** What the buildings of a sample are used for, and how such buildings typically behave. */
enum Archetype {
    OFFICE(
            "office",
            "Office",
            "Office",
            2400,
            new Intensity(6, 8.5, 3, 0.55, 0.7),
            0.45,
            new Week(7.8, 18, 0.65, 0.12, 12.6, 0.8, 0.9, 0.1, 0.05),
            new Absence(0.07, 0.6, 0.93, 0.3, 0.85),
            0.09),
    SCHOOL(
            "school",
            "Education",
            "K-12 School",
            3800,
            new Intensity(3.4, 5.6, 4, 0.39, 0.25),
            0.35,
            new Week(7.4, 15.6, 0.55, 0.05, 12.2, 0.8, 0.93, 0.08, 0.04),
            new Absence(0.04, 0.5, 0.2, 0.5, 0.8),
            0.09),
    UNIVERSITY(
            "university",
            "Education",
            "University",
            5200,
            new Intensity(9, 6.5, 2.5, 0.36, 0.62),
            0.3,
            new Week(8.3, 19, 1.1, 0.06, 12.8, 0.8, 0.9, 0.35, 0.27),
            new Absence(0.25, 0.75, 0.8, 0.45, 0.75),
            0.08),
    RETAIL(
            "retail",
            "Retail",
            "Retail store",
            1100,
            new Intensity(9, 12, 3, 0.52, 1.05),
            0.4,
            new Week(8.8, 20.2, 0.4, 0.03, 13, 1.2, 1.03, 1.05, 0.75),
            new Absence(0.5, 1, 1.03, 0.95, 0.97),
            0.08),
    LODGING(
            "lodging",
            "Lodging/residential",
            "Hotel",
            2800,
            new Intensity(6.5, 6, 3, 0.65, 0.75),
            0.4,
            new Week(6.4, 23, 1.2, 0.45, 13.5, 2.8, 1.05, 1.12, 0.97),
            new Absence(1.05, 1.08, 1.1, 1.1, 1.1),
            0.12),
    HEALTHCARE(
            "healthcare",
            "Healthcare",
            "Hospital",
            5500,
            new Intensity(16, 9, 3, 0.45, 0.94),
            0.25,
            new Week(7, 18.2, 1.2, 0.05, 12.8, 0.8, 0.97, 0.5, 0.45),
            new Absence(0.45, 0.85, 0.97, 0.8, 0.93),
            0.05),
    WAREHOUSE(
            "warehouse",
            "Warehouse/storage",
            "Distribution center",
            6500,
            new Intensity(2, 2.8, 2.2, 0.12, 0.1),
            0.4,
            new Week(6, 21.6, 0.5, 0.1, 13.8, 0.7, 0.96, 0.35, 0.06),
            new Absence(0.06, 0.85, 0.97, 0.55, 0.92),
            0.12),
    INDUSTRY(
            "industry",
            "Manufacturing/industrial",
            "Light industry",
            2600,
            new Intensity(8, 17, 2.5, 0.26, 0.31),
            0.3,
            new Week(5.9, 21.8, 0.4, 0.1, 13.8, 0.5, 0.92, 0.3, 0.05),
            new Absence(0.05, 0.7, 0.97, 0.15, 0.8),
            0.1),
    HOME(
            "home",
            "Single-family home",
            "Home",
            130,
            new Intensity(0.8, 0, 1.2, 0.78, 1),
            0.35,
            new Week(6.6, 22.8, 0.7, 0.45, 12.5, 3.2, 1, 1, 1),
            new Absence(1, 1, 1, 1, 1),
            0);

    private final String id;
    private final String useType;
    private final String useSubtype;
    private final double floorAreaM2;
    private final Intensity intensity;
    private final double electricHeatShare;
    private final Week week;
    private final Absence absence;
    private final double dayToDaySpread;

    Archetype(
            String id,
            String useType,
            String useSubtype,
            double floorAreaM2,
            Intensity intensity,
            double electricHeatShare,
            Week week,
            Absence absence,
            double dayToDaySpread) {
        this.id = id;
        this.useType = useType;
        this.useSubtype = useSubtype;
        this.floorAreaM2 = floorAreaM2;
        this.intensity = intensity;
        this.electricHeatShare = electricHeatShare;
        this.week = week;
        this.absence = absence;
        this.dayToDaySpread = dayToDaySpread;
    }

    String id() {
        return id;
    }

    String useType() {
        return useType;
    }

    String useSubtype() {
        return useSubtype;
    }

    /** Median floor area [m²]. */
    double floorAreaM2() {
        return floorAreaM2;
    }

    Intensity intensity() {
        return intensity;
    }

    /** Share of such buildings that heat with electricity. */
    double electricHeatShare() {
        return electricHeatShare;
    }

    Week week() {
        return week;
    }

    Absence absence() {
        return absence;
    }

    /** Standard deviation of the people of one day around what the calendar says. */
    double dayToDaySpread() {
        return dayToDaySpread;
    }
}
