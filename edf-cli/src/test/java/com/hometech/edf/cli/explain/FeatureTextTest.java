package com.hometech.edf.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.inference.explain.Contribution;
import com.hometech.edf.inference.explain.ContributionKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureTextTest {
    @ParameterizedTest
    @CsvSource({
        "consumption_lag_24h, LOAD, 76.54, 76.54 kWh",
        "consumption_lag_24h, LOAD, NaN, missing",
        "temperature_c_lag_24h, WEATHER, -1.26, -1.3 °C",
        "solar_irradiance_ghi, WEATHER, 250, 250.0 W/m²",
        "cloud_cover, WEATHER, 5, 5.0",
        "hour_of_day, CALENDAR, 7, 07:00",
        "hour_of_day, CALENDAR, 23.5, 23:30",
        "day_of_week, CALENDAR, 1, Monday",
        "month_of_year, CALENDAR, 12, December",
        "month_of_year, CALENDAR, NaN, missing",
        "is_holiday_flag, CALENDAR, 1, yes",
        "is_bridge_day, CALENDAR, 0, no",
        "holidays_near, CALENDAR, 2, 2",
        "lead_hours, LEAD, 10, 10 h",
        "lead_hours, LEAD, 0.25, 0.25 h",
        "use_type_code, STATIC, 16, home",
        "floor_area_log10, STATIC, 3, 1000 m²",
        "other features, OTHERS, NaN, ''"
    })
    void valuesAreReadable(String name, ContributionKind kind, double value, String text) {
        assertThat(FeatureText.of(new Contribution(name, kind, value, 1))).isEqualTo(text);
    }
}
