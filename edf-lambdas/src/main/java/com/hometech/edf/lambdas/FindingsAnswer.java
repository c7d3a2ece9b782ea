package com.hometech.edf.lambdas;

import com.hometech.edf.inference.findings.TakenOver;
import java.util.Locale;
import java.util.Map;

/** How functions that take findings over answer. */
final class FindingsAnswer {
    private FindingsAnswer() {}

    static Map<String, Object> of(TakenOver done) {
        return Map.of(
                "status",
                done.status().name().toLowerCase(Locale.ROOT),
                "files",
                done.files(),
                "alarms",
                done.alarms());
    }
}
