package com.hometech.edf.data.page;

import java.util.List;
import java.util.Map;

/**
 * Something the reader must not miss.
 *
 * @param tone what it means
 * @param headline one sentence
 * @param details one line for each; may be empty
 */
public record Notice(Tone tone, String headline, List<String> details) implements Block {
    public Notice {
        details = List.copyOf(details);
    }

    public Notice(Tone tone, String headline) {
        this(tone, headline, List.of());
    }

    @Override
    public String html() {
        return Templates.render(
                "notice",
                Map.of(
                        "tone",
                        tone.cssClass(),
                        "sign",
                        tone.sign(),
                        "headline",
                        headline,
                        "hasDetails",
                        !details.isEmpty(),
                        "details",
                        details));
    }
}
