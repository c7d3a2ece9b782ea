package com.hometech.edf.api.contract;

/** A value is not of its parameter's type. The message says what is wrong and what would be right, not where. */
public final class WrongValueException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_ECHO = 40;

    public WrongValueException(String message) {
        super(message);
    }

    /** {@code "value" why}; of a long value only its beginning, of control characters nothing. */
    static WrongValueException of(String value, String why) {
        return new WrongValueException('"' + shown(value) + "\" " + why);
    }

    /** What answers repeat of a value that someone sent. */
    public static String shown(String value) {
        StringBuilder text = new StringBuilder();
        value.codePoints()
                .limit(LONGEST_ECHO)
                .map(character ->
                        Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE
                                ? '\uFFFD'
                                : character)
                .forEach(text::appendCodePoint);
        return value.codePointCount(0, value.length()) > LONGEST_ECHO
                ? text.substring(0, text.offsetByCodePoints(0, LONGEST_ECHO - 1)) + "…"
                : text.toString();
    }
}
