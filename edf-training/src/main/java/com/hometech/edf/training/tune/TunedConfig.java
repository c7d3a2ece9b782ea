package com.hometech.edf.training.tune;

import com.hometech.edf.common.config.ConfigText;
import java.util.List;
import java.util.Map;

/** Writes the settings of a search into a configuration. */
public final class TunedConfig {
    private static final List<String> SECTIONS = List.of("edf_training", "hyperparameters", "XGBoost");

    private TunedConfig() {}

    /**
     * The configuration that a search recommends: the one that it began with, comments and all, with other values of the
     * keys that it changes. It is whole, because what a configuration leaves out takes its default.
     *
     * @param yaml text of the configuration that the search began with
     */
    public static String text(String yaml, TuneReport report) {
        String text = yaml;
        for (Map.Entry<String, String> setting : report.recommended().entrySet()) {
            text = ConfigText.with(
                    text,
                    List.of(SECTIONS.get(0), SECTIONS.get(1), SECTIONS.get(2), setting.getKey()),
                    setting.getValue());
        }
        return header(report) + text;
    }

    private static String header(TuneReport report) {
        StringBuilder header = new StringBuilder();
        TuneText.lines(report).forEach(line -> header.append("# ").append(line).append('\n'));
        return header.append('\n').toString();
    }
}
