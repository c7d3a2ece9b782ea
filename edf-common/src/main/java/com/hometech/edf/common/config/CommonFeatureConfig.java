package com.hometech.edf.common.config;

/** @param lookbackDaysDefault days of readings that inference reads at least; more where a lag or window needs them */
public record CommonFeatureConfig(int lookbackDaysDefault) {
    static CommonFeatureConfig defaults() {
        return new CommonFeatureConfig(14);
    }

    static CommonFeatureConfig read(ConfigSection section) {
        int lookbackDays = section.integer("lookback_days_default", defaults().lookbackDaysDefault(), 1, 730);
        section.refuseOthers();
        return new CommonFeatureConfig(lookbackDays);
    }
}
