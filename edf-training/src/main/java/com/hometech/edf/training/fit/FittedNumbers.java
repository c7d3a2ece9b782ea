package com.hometech.edf.training.fit;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers that a model's metadata keep. */
final class FittedNumbers {
    private static final MathContext DIGITS = new MathContext(6);

    private FittedNumbers() {}

    /** What is kept of a number; more would only lengthen the metadata. */
    static double rounded(double number) {
        return new BigDecimal(number).round(DIGITS).doubleValue();
    }
}
