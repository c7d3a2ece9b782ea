package com.hometech.edf.data.page;

import java.util.List;
import java.util.Map;

/** Ways to other pages, one a line. */
public record Links(List<Link> links) implements Block {
    /**
     * A way to another page.
     *
     * @param text what it is called
     * @param href relative to this page, such as {@code drift/drift_report.html}
     */
    public record Link(String text, String href) {
        public Link {
            // a relative path only: no scheme that could run a script or leave the folder
            if (!href.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")) {
                throw new IllegalArgumentException("A link needs a relative path below its page, not \"" + href + "\"");
            }
        }
    }

    public Links {
        links = List.copyOf(links);
    }

    @Override
    public String html() {
        return Templates.render(
                "links",
                Map.of(
                        "links",
                        links.stream()
                                .map(link -> Map.of("text", link.text(), "href", link.href()))
                                .toList()));
    }
}
