package com.hometech.edf.features.engine;

/** Rules of consumption: multiples of the building's own level, the shape of its use type, no limit. */
final class DemandRules implements QuantityRules {
    private static final int HOURS_PER_DAY = 24;

    private final BuildingContext context;
    private final UseProfile profile;
    private int levelOrigin = -1;
    private double level;

    DemandRules(BuildingContext context) {
        this.context = context;
        this.profile = UseProfile.of(context.building().useType());
    }

    @Override
    public double levelKwh(int target, int origin) {
        if (origin != levelOrigin) {
            level = context.levelKwh(origin);
            levelOrigin = origin;
        }
        return level;
    }

    @Override
    public double ceilingKwh(int target, int origin) {
        return Double.NaN;
    }

    /** The mean over the hours of the interval where it is longer than one. */
    @Override
    public double relativeSize(int index) {
        LocalCalendar calendar = context.site().calendar();
        int hours = Math.max(1, HOURS_PER_DAY / context.grid().stepsPerDay());
        double sum = 0;
        for (int hour = 0; hour < hours; hour++) {
            sum += profile.relativeLoad(calendar.dayTypes()[index], (calendar.hourOfDay(index) + hour) % HOURS_PER_DAY);
        }
        return sum / hours;
    }

    @Override
    public double guessKwh(int target, int origin) {
        return levelKwh(target, origin) * relativeSize(target);
    }
}
