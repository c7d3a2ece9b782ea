package com.hometech.edf.features.engine;

import com.hometech.edf.common.domain.HolidayCalendar;
import java.time.DayOfWeek;
import java.time.LocalDate;

/** What the local calendar says about a day; {@link #HOUR_OF_DAY} about an interval. */
enum CalendarFact {
    HOUR_OF_DAY(
            "hour_of_day", "local hour of the day, with the fraction of the hour where the step is shorter", false) {
        @Override
        float of(LocalDate date, HolidayCalendar holidays) {
            return Float.NaN;
        }
    },
    DAY_OF_WEEK("day_of_week", "local day of the week, Monday 1 to Sunday 7", false) {
        @Override
        float of(LocalDate date, HolidayCalendar holidays) {
            return date.getDayOfWeek().getValue();
        }
    },
    DAY_OF_MONTH("day_of_month", "local day of the month; missing with less than a year of history", true) {
        @Override
        float of(LocalDate date, HolidayCalendar holidays) {
            return date.getDayOfMonth();
        }
    },
    MONTH_OF_YEAR("month_of_year", "local month, 1 to 12; missing with less than a year of history", true) {
        @Override
        float of(LocalDate date, HolidayCalendar holidays) {
            return date.getMonthValue();
        }
    },
    IS_WEEKEND("is_weekend", "1 on a local Saturday or Sunday, else 0", false) {
        @Override
        float of(LocalDate date, HolidayCalendar holidays) {
            return flag(isWeekend(date));
        }
    },
    IS_HOLIDAY_FLAG("is_holiday_flag", "1 on a public holiday of the site, else 0", false) {
        @Override
        float of(LocalDate date, HolidayCalendar holidays) {
            return flag(holidays.isHoliday(date));
        }
    },
    IS_DAY_BEFORE_HOLIDAY("is_day_before_holiday", "1 on the day before a public holiday, else 0", false) {
        @Override
        float of(LocalDate date, HolidayCalendar holidays) {
            return flag(holidays.isHoliday(date.plusDays(1)));
        }
    },
    IS_DAY_AFTER_HOLIDAY("is_day_after_holiday", "1 on the day after a public holiday, else 0", false) {
        @Override
        float of(LocalDate date, HolidayCalendar holidays) {
            return flag(holidays.isHoliday(date.minusDays(1)));
        }
    },
    IS_BRIDGE_DAY("is_bridge_day", "1 on a working day alone between a holiday and a weekend, else 0", false) {
        @Override
        float of(LocalDate date, HolidayCalendar holidays) {
            return flag(holidays.isBridgeDay(date));
        }
    },
    HOLIDAYS_NEAR(
            "holidays_near", "number of public holidays on working days from 7 days before to 7 days after", false) {
        @Override
        float of(LocalDate date, HolidayCalendar holidays) {
            int near = 0;
            for (int days = -7; days <= 7; days++) {
                LocalDate other = date.plusDays(days);
                near += holidays.isHoliday(other) && !isWeekend(other) ? 1 : 0;
            }
            return near;
        }
    },
    DAY_OF_YEAR("day_of_year", "local day of the year; missing with less than a year of history", true) {
        @Override
        float of(LocalDate date, HolidayCalendar holidays) {
            return date.getDayOfYear();
        }
    },
    DAY_TYPE("day_type", "kind of the local day: 0 working day, 1 Saturday, 2 Sunday or holiday", false) {
        @Override
        float of(LocalDate date, HolidayCalendar holidays) {
            return DayType.of(date, holidays).ordinal();
        }
    },
    DAYS_SINCE_HOLIDAY("days_since_holiday", "days since the last public holiday, 0 on it, at most 11", false) {
        @Override
        float of(LocalDate date, HolidayCalendar holidays) {
            return daysToHoliday(date, -1, holidays);
        }
    },
    DAYS_TO_HOLIDAY("days_to_holiday", "days to the next public holiday, 0 on it, at most 11", false) {
        @Override
        float of(LocalDate date, HolidayCalendar holidays) {
            return daysToHoliday(date, 1, holidays);
        }
    };

    private static final int HOLIDAY_IS_FAR = 11;

    private final String featureName;
    private final String definition;
    private final boolean seasonal;

    CalendarFact(String featureName, String definition, boolean seasonal) {
        this.featureName = featureName;
        this.definition = definition;
        this.seasonal = seasonal;
    }

    abstract float of(LocalDate date, HolidayCalendar holidays);

    String featureName() {
        return featureName;
    }

    String definition() {
        return definition;
    }

    /** Whether it names a season, which a model can only learn from more than a year. */
    boolean isSeasonal() {
        return seasonal;
    }

    static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private static int daysToHoliday(LocalDate date, int direction, HolidayCalendar holidays) {
        int days = 0;
        while (days < HOLIDAY_IS_FAR && !holidays.isHoliday(date.plusDays((long) direction * days))) {
            days++;
        }
        return days;
    }

    private static float flag(boolean value) {
        return value ? 1 : 0;
    }
}
