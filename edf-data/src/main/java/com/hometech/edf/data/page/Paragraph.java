package com.hometech.edf.data.page;

import java.util.Map;

/** Running text, without markup. */
public record Paragraph(String text) implements Block {
    @Override
    public String html() {
        return Templates.render("paragraph", Map.of("text", text));
    }
}
