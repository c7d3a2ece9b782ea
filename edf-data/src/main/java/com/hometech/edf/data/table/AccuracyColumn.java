package com.hometech.edf.data.table;

import com.hometech.edf.data.parquet.ParquetColumn;
import com.hometech.edf.data.parquet.ParquetKind;
import java.util.List;

/**
 * The history of accuracy: sums over the forecast hours of a building, a day of targets and a day ahead. Errors are
 * forecast - actual.
 */
public enum AccuracyColumn implements TableColumn {
    BUILDING_ID(ParquetColumn.required("building_id", ParquetKind.STRING)),
    /** Code of a {@code Quantity}. */
    QUANTITY(ParquetColumn.required("quantity", ParquetKind.STRING)),
    /** Start of the day of the targets, in UTC. */
    DAY(ParquetColumn.required("day", ParquetKind.TIMESTAMP)),
    /** 1 for the first 24 hours of each issue, 2 for the next. */
    DAY_AHEAD(ParquetColumn.required("day_ahead", ParquetKind.LONG)),
    /** Forecast hours that were issued: of several issues each counts. */
    ISSUED_HOURS(ParquetColumn.required("issued_hours", ParquetKind.LONG)),
    /** Those that all sums below are over. */
    SCORED_HOURS(ParquetColumn.required("scored_hours", ParquetKind.LONG)),
    /** Not scored: no reading. */
    MISSING_HOURS(ParquetColumn.required("missing_hours", ParquetKind.LONG)),
    /** Not scored: a reading that is flagged or cannot be believed. */
    SUSPECT_HOURS(ParquetColumn.required("suspect_hours", ParquetKind.LONG)),
    /** Not scored: no plain forecast to compare with. */
    WITHOUT_BASELINE_HOURS(ParquetColumn.required("without_baseline_hours", ParquetKind.LONG)),
    /** Sum of |actual| [kWh]. */
    ABSOLUTE_ACTUAL_KWH(ParquetColumn.required("absolute_actual_kwh", ParquetKind.DOUBLE)),
    /** Hours with a reading that is large enough for a percentage error. */
    RELATIVE_HOURS(ParquetColumn.required("relative_hours", ParquetKind.LONG)),
    /** Sum of the errors of the model [kWh]. */
    MODEL_ERROR_KWH(number("model_error_kwh")),
    /** Sum of the absolute errors [kWh]. */
    MODEL_ABSOLUTE_ERROR_KWH(number("model_absolute_error_kwh")),
    /** Sum of the squared errors [kWh²]. */
    MODEL_SQUARED_ERROR_KWH2(number("model_squared_error_kwh2")),
    /** Sum of |error / actual| over {@code relative_hours}. */
    MODEL_RELATIVE_ERROR(number("model_relative_error")),
    LAST_WEEK_ERROR_KWH(number("last_week_error_kwh")),
    LAST_WEEK_ABSOLUTE_ERROR_KWH(number("last_week_absolute_error_kwh")),
    LAST_WEEK_SQUARED_ERROR_KWH2(number("last_week_squared_error_kwh2")),
    LAST_WEEK_RELATIVE_ERROR(number("last_week_relative_error")),
    YESTERDAY_ERROR_KWH(number("yesterday_error_kwh")),
    YESTERDAY_ABSOLUTE_ERROR_KWH(number("yesterday_absolute_error_kwh")),
    YESTERDAY_SQUARED_ERROR_KWH2(number("yesterday_squared_error_kwh2")),
    YESTERDAY_RELATIVE_ERROR(number("yesterday_relative_error")),
    FOUR_WEEK_MEAN_ERROR_KWH(number("four_week_mean_error_kwh")),
    FOUR_WEEK_MEAN_ABSOLUTE_ERROR_KWH(number("four_week_mean_absolute_error_kwh")),
    FOUR_WEEK_MEAN_SQUARED_ERROR_KWH2(number("four_week_mean_squared_error_kwh2")),
    FOUR_WEEK_MEAN_RELATIVE_ERROR(number("four_week_mean_relative_error")),
    /** Readings inside the interval. */
    COVERED_HOURS(ParquetColumn.required("covered_hours", ParquetKind.LONG)),
    /** Readings that should lie inside: the sum of the nominal coverages. */
    NOMINAL_HOURS(number("nominal_hours")),
    /** Sum of the widths of the intervals [kWh]. */
    INTERVAL_WIDTH_KWH(number("interval_width_kwh")),
    /** Sum of the pinball losses of the lower ends [kWh]. */
    LOWER_PINBALL_KWH(number("lower_pinball_kwh")),
    /** Sum of the pinball losses of the upper ends [kWh]. */
    UPPER_PINBALL_KWH(number("upper_pinball_kwh")),
    /** Scored hours whose interval has a width; this and what follows is missing in files from before it was noted. */
    OPEN_HOURS(ParquetColumn.optional("open_hours", ParquetKind.LONG)),
    /** Of these, readings below the interval. */
    BELOW_HOURS(ParquetColumn.optional("below_hours", ParquetKind.LONG)),
    /** Readings that should lie below. */
    BELOW_NOMINAL_HOURS(ParquetColumn.optional("below_nominal_hours", ParquetKind.DOUBLE)),
    /** Sum of how far the lower end had been moved out [widths of the interval before]. */
    LOWER_OFFSET_WIDTHS(ParquetColumn.optional("lower_offset_widths", ParquetKind.DOUBLE)),
    /** Readings above the interval. */
    ABOVE_HOURS(ParquetColumn.optional("above_hours", ParquetKind.LONG)),
    /** Readings that should lie above. */
    ABOVE_NOMINAL_HOURS(ParquetColumn.optional("above_nominal_hours", ParquetKind.DOUBLE)),
    /** Sum of how far the upper end had been moved out [widths of the interval before]. */
    UPPER_OFFSET_WIDTHS(ParquetColumn.optional("upper_offset_widths", ParquetKind.DOUBLE));

    /** All columns in order. */
    public static final List<ParquetColumn> SCHEMA = TableColumn.of(values());

    private final ParquetColumn column;

    AccuracyColumn(ParquetColumn column) {
        this.column = column;
    }

    private static ParquetColumn number(String name) {
        return ParquetColumn.required(name, ParquetKind.DOUBLE);
    }

    @Override
    public ParquetColumn column() {
        return column;
    }
}
