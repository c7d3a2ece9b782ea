package com.hometech.edf.data.page;

import java.util.List;
import java.util.Map;

/** Headline figures in a row. */
public record Tiles(List<Tile> tiles) implements Block {
    /**
     * One figure.
     *
     * @param label what it is
     * @param value the figure with its unit, as {@link Numbers} writes it
     * @param detail what to compare it with; may be empty
     * @param tone whether it is good
     */
    public record Tile(String label, String value, String detail, Tone tone) {}

    public Tiles {
        tiles = List.copyOf(tiles);
    }

    public static Tiles of(Tile... tiles) {
        return new Tiles(List.of(tiles));
    }

    @Override
    public String html() {
        return Templates.render(
                "tiles", Map.of("tiles", tiles.stream().map(Tiles::view).toList()));
    }

    private static Map<String, String> view(Tile tile) {
        return Map.of(
                "label", tile.label(),
                "value", tile.value(),
                "detail", tile.detail(),
                "tone", tile.tone().cssClass());
    }
}
