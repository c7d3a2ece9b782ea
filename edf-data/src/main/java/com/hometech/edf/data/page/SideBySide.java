package com.hometech.edf.data.page;

import java.util.List;
import java.util.Map;

/** Blocks that stand beside each other where the screen is wide enough, below each other where it is not. */
public record SideBySide(List<Block> blocks) implements Block {
    public SideBySide {
        blocks = List.copyOf(blocks);
    }

    public static SideBySide of(Block... blocks) {
        return new SideBySide(List.of(blocks));
    }

    @Override
    public String html() {
        return Templates.render(
                "side-by-side",
                Map.of("blocks", blocks.stream().map(Block::html).toList()));
    }
}
