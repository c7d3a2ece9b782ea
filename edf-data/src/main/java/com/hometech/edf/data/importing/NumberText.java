package com.hometech.edf.data.importing;

import java.util.regex.Pattern;

/** Reads numbers as they stand in CSV files: a decimal point, no locale, no words. */
public final class NumberText {
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?");
    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };
    /** An integer of so many digits is exact as double, and its quotient by a power of ten is then correctly rounded. */
    private static final int EXACT_DIGITS = 15;

    private NumberText() {}

    /** Whether the field says that there is no value: empty or NaN. */
    public static boolean isMissing(String text) {
        return text.isEmpty() || text.equalsIgnoreCase("nan") || text.isBlank();
    }

    /** The number; NaN when the text is none. */
    public static double parse(String text) {
        if (text.length() > EXACT_DIGITS) {
            return unusual(text);
        }
        long digits = 0;
        int decimals = -1;
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character == '.' && decimals < 0 && text.length() > 1) {
                decimals = text.length() - index - 1;
            } else if (character >= '0' && character <= '9') {
                digits = digits * 10 + (character - '0');
            } else {
                return unusual(text);
            }
        }
        return digits / POWERS_OF_TEN[Math.max(decimals, 0)];
    }

    private static double unusual(String text) {
        String stripped = text.strip();
        return DECIMAL.matcher(stripped).matches() ? Double.parseDouble(stripped) : Double.NaN;
    }
}
