package com.hometech.edf.common.domain;

import java.util.List;
import java.util.Locale;

/**
 * What a building is used for: the primary space usage of the Building Data Genome Project 2 (Miller and others, 2020),
 * and homes. The {@link #code()} is a model feature: append new types at the end, never reorder.
 */
public enum UseType {
    UNKNOWN("unknown"),
    EDUCATION("education", "university", "school", "college"),
    OFFICE("office"),
    PUBLIC_ASSEMBLY("entertainment", "assembly"),
    LODGING("lodging", "residential", "dormitory", "hotel"),
    PUBLIC_SERVICES("public services"),
    HEALTHCARE("healthcare", "hospital"),
    PARKING("parking"),
    MANUFACTURING("manufacturing", "industrial"),
    FOOD("food"),
    RETAIL("retail"),
    SERVICES("services"),
    TECHNOLOGY("technology", "science", "laboratory"),
    UTILITY("utility"),
    WAREHOUSE("warehouse", "storage"),
    RELIGIOUS("religious", "worship"),
    HOME("home", "household", "family", "apartment"),
    REGION("demand", "feeder", "region");

    private final List<String> words;

    UseType(String... words) {
        this.words = List.of(words);
    }

    /** The stable number that stands for this type in a model: new types are appended, never inserted. */
    public int code() {
        return ordinal();
    }

    /** The type whose word the text holds, whatever its case; {@link #UNKNOWN} where none does. */
    public static UseType of(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (UseType type : values()) {
            for (String word : type.words) {
                if (lower.contains(word)) {
                    return type;
                }
            }
        }
        return UNKNOWN;
    }
}
