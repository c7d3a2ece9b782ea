package com.hometech.edf.data.table;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.data.parquet.ParquetColumn;
import com.hometech.edf.data.parquet.ParquetKind;
import java.math.BigDecimal;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The columns of forecasts that hold quantiles between the ends of the interval [kWh]. A name says the level in percent,
 * with two digits before the point and {@code _} for the point: {@code yhat_q50} for 0.5, {@code yhat_q05} for 0.05,
 * {@code yhat_q02_5} for 0.025. So names sort as their levels do, and each level has one name.
 */
public final class QuantileColumn {
    private static final Pattern NAME = Pattern.compile("yhat_q(\\d\\d)(?:_(\\d*[1-9]))?");
    private static final int PERCENT_DIGITS = 2;

    private QuantileColumn() {}

    /**
     * The name of a level's column.
     *
     * @throws InvalidInputException when the level lies outside (0, 1)
     */
    public static String nameOf(double level) {
        if (!(0 < level && level < 1)) {
            throw new InvalidInputException(
                    "There is no quantile of the level " + level + "; levels lie inside (0, 1)");
        }
        String percent = BigDecimal.valueOf(level)
                .movePointRight(PERCENT_DIGITS)
                .stripTrailingZeros()
                .toPlainString();
        boolean oneDigit = percent.length() == 1 || percent.charAt(1) == '.';
        return "yhat_q" + (oneDigit ? "0" : "") + percent.replace('.', '_');
    }

    /** The level whose quantiles a column of this name holds; empty where it is none of these columns. */
    public static OptionalDouble levelOf(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            return OptionalDouble.empty();
        }
        String percent = parts.group(2) == null ? parts.group(1) : parts.group(1) + "." + parts.group(2);
        double level = new BigDecimal(percent).movePointLeft(PERCENT_DIGITS).doubleValue();
        return level > 0 ? OptionalDouble.of(level) : OptionalDouble.empty();
    }

    /** The column of a level. */
    public static ParquetColumn of(double level) {
        return ParquetColumn.required(nameOf(level), ParquetKind.DOUBLE);
    }
}
