package com.hometech.edf.training.report;

import com.hometech.edf.additive.FittedModel;

/**
 * An additive model whose components are to be shown.
 *
 * @param name of the building, or of another series
 * @param model with its components
 * @param unit of the series, such as kWh; empty where it is not known
 */
public record ComponentExample(String name, FittedModel model, String unit) {
    /** What an axis in the unit of the series is called. */
    String titled(String quantity) {
        return unit.isEmpty() ? quantity : quantity + " [" + unit + "]";
    }
}
