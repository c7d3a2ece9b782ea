package com.hometech.edf.data.page;

import java.util.Locale;

/** What a value means to the reader; shown by colour and, in notices, by a sign as well. */
public enum Tone {
    NEUTRAL("i"),
    GOOD("✓"),
    WARNING("!"),
    BAD("✗");

    private final String sign;

    Tone(String sign) {
        this.sign = sign;
    }

    String sign() {
        return sign;
    }

    String cssClass() {
        return name().toLowerCase(Locale.ROOT);
    }
}
