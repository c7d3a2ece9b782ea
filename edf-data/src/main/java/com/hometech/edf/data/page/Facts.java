package com.hometech.edf.data.page;

import java.util.List;
import java.util.Map;

/** Names and values, one pair a line: where the numbers of a page come from. */
public record Facts(List<Fact> facts) implements Block {
    /** One pair. */
    public record Fact(String name, String value) {}

    public Facts {
        facts = List.copyOf(facts);
    }

    @Override
    public String html() {
        return Templates.render(
                "facts",
                Map.of(
                        "facts",
                        facts.stream()
                                .map(fact -> Map.of("name", fact.name(), "value", fact.value()))
                                .toList()));
    }
}
