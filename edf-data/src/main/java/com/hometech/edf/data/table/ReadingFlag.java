package com.hometech.edf.data.table;

import com.hometech.edf.common.error.InvalidInputException;
import java.util.Arrays;

/** What the rules for readings found. A reading that is not {@link #OK} is kept as measured but not used for training. */
public enum ReadingFlag {
    OK,
    /** Part of a stretch where the meter said the same for a day or longer. */
    FLAT,
    /** A single reading far above everything else that this meter says. */
    SPIKE,
    /** Part of a stretch that is so far above the rest that its unit must be another one. */
    UNIT_SLIP;

    private static final String[] CODES = Arrays.stream(values())
            .map(flag -> flag.name().toLowerCase(java.util.Locale.ROOT))
            .toArray(String[]::new);

    /** The text in the table: {@code ok}, {@code flat}, {@code spike}, {@code unit_slip}. */
    public String code() {
        return CODES[ordinal()];
    }

    /** The flag of a text in the table. */
    public static ReadingFlag of(String code) {
        for (ReadingFlag flag : values()) {
            if (flag.code().equals(code)) {
                return flag;
            }
        }
        throw new InvalidInputException(
                "flag \"" + code + "\" is not known: expected one of " + Arrays.toString(CODES));
    }
}
