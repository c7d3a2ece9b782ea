package com.hometech.edf.data.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A page in one file: style, scripts and data are inside, and a content security policy forbids it the network.
 *
 * <pre>{@code
 * HtmlPage.titled("Data quality", "Cambridge, 2024-01-01 to 2024-12-31")
 *         .section("Summary", new Notice(Tone.GOOD, "All tables can be used"), Tiles.of(…))
 *         .section("Buildings", new Table("Readings of each building", columns, rows))
 *         .write(path);
 * }</pre>
 */
public final class HtmlPage {
    /** Chart.js (MIT licence), as its WebJar holds it. */
    private static final String CHART_LIBRARY = "/META-INF/resources/webjars/chart.js/4.4.9/dist/chart.umd.js";

    private final String title;
    private final String subtitle;
    private final List<Map<String, Object>> sections = new ArrayList<>();
    private String footer = "";
    private boolean hasCharts;

    private HtmlPage(String title, String subtitle) {
        this.title = title;
        this.subtitle = subtitle;
    }

    /** An empty page; the subtitle says what it is about and may be empty. */
    public static HtmlPage titled(String title, String subtitle) {
        return new HtmlPage(title, subtitle);
    }

    /** Adds a section at the end. */
    public HtmlPage section(String heading, Block... blocks) {
        return section(heading, List.of(blocks));
    }

    /** Adds a section at the end. */
    public HtmlPage section(String heading, List<? extends Block> blocks) {
        List<String> html = blocks.stream().map(Block::html).toList();
        hasCharts |= html.stream().anyMatch(text -> text.contains("class=\"canvas\""));
        sections.add(Map.of("heading", heading, "anchor", anchor(heading), "blocks", html));
        return this;
    }

    /** A last line: which program and inputs made the page. */
    public HtmlPage footer(String text) {
        footer = text;
        return this;
    }

    /** The page as HTML. */
    public String render() {
        return Templates.render(
                "page",
                Map.of(
                        "title", title,
                        "subtitle", subtitle,
                        "sections", sections,
                        "hasNavigation", sections.size() > 2,
                        "footer", footer,
                        "style", Templates.resource("page.css"),
                        "hasCharts", hasCharts,
                        "chartLibrary", hasCharts ? chartLibrary() : "",
                        "script", Templates.resource("page.js")));
    }

    /** Writes the page in UTF-8; the folder must exist. */
    public void write(Path file) throws IOException {
        Files.writeString(file, render());
    }

    private String anchor(String heading) {
        String words = heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return "s" + (sections.size() + 1) + "-" + words;
    }

    private static String chartLibrary() {
        return Templates.resource(CHART_LIBRARY).replaceAll("(?m)^//# sourceMappingURL=.*$", "");
    }
}
