package com.hometech.edf.cli.explain;

import com.hometech.edf.cli.ForecastView;
import com.hometech.edf.common.domain.UseType;
import com.hometech.edf.inference.explain.Contribution;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Values of features as people read them: with units, days and months by name. */
final class FeatureText {
    private static final int MINUTES_PER_HOUR = 60;
    /** Units by how the name of a weather feature begins; variables whose unit differs between data sets have none. */
    private static final Map<String, String> WEATHER_UNITS = new LinkedHashMap<>();

    static {
        WEATHER_UNITS.put("temperature_c", "°C");
        WEATHER_UNITS.put("dew_point_c", "°C");
        WEATHER_UNITS.put("heating_degrees", "°C");
        WEATHER_UNITS.put("cooling_degrees", "°C");
        WEATHER_UNITS.put("humidity", "%");
        WEATHER_UNITS.put("solar_irradiance_ghi", "W/m²");
        WEATHER_UNITS.put("wind_speed", "m/s");
        WEATHER_UNITS.put("pressure_hpa", "hPa");
        WEATHER_UNITS.put("precipitation_mm", "mm");
    }

    private FeatureText() {}

    /** The value of what contributes; empty where it has none. */
    static String of(Contribution contribution) {
        double value = contribution.value();
        return switch (contribution.kind()) {
            case COMPONENT, OTHERS, LIMIT -> "";
            case LOAD, PLAIN_FORECAST -> known(value, ForecastView.number(value) + " kWh");
            case WEATHER -> known(value, withUnit(contribution.name(), value));
            case LEAD -> known(value, plain(value) + " h");
            case CALENDAR -> known(value, calendar(contribution.name(), value));
            case HISTORY -> plain(value) + " days";
            case STATIC -> known(value, fact(contribution.name(), value));
            case SUN -> known(value, String.format(Locale.ROOT, "%.2f", value));
        };
    }

    private static String known(double value, String text) {
        return Double.isNaN(value) ? "missing" : text;
    }

    private static String withUnit(String name, double value) {
        String number = String.format(Locale.ROOT, "%.1f", value);
        return WEATHER_UNITS.entrySet().stream()
                .filter(unit -> name.startsWith(unit.getKey()))
                .findFirst()
                .map(unit -> number + " " + unit.getValue())
                .orElse(number);
    }

    private static String calendar(String name, double value) {
        if (name.equals("hour_of_day")) {
            long minutes = Math.round(value * MINUTES_PER_HOUR);
            return String.format(Locale.ROOT, "%02d:%02d", minutes / MINUTES_PER_HOUR, minutes % MINUTES_PER_HOUR);
        }
        if (name.equals("day_of_week") && value >= 1 && value <= 7) {
            return DayOfWeek.of((int) value).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
        }
        if (name.equals("month_of_year") && value >= 1 && value <= 12) {
            return Month.of((int) value).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
        }
        if (name.startsWith("is_")) {
            return value == 0 ? "no" : "yes";
        }
        return plain(value);
    }

    private static String fact(String name, double value) {
        UseType[] types = UseType.values();
        if (name.equals("use_type_code") && value >= 0 && value < types.length) {
            return types[(int) value].name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
        if (name.equals("floor_area_log10")) {
            return String.format(Locale.ROOT, "%.0f m²", Math.pow(10, value));
        }
        return plain(value);
    }

    private static String plain(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.2f", value);
    }
}
