package com.hometech.edf.api.contract;

import java.util.Optional;

/**
 * A parameter of an operation.
 *
 * @param fallback what holds where it is not given; empty: it is absent then
 */
public record Parameter(String name, Place place, boolean required, ValueType type, Optional<Object> fallback) {
    /** Where a parameter stands. */
    public enum Place {
        PATH,
        QUERY,
        HEADER
    }
}
