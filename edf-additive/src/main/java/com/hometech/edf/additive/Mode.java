package com.hometech.edf.additive;

/** How a component enters the forecast: {@code trend (1 + multiplicative terms) + additive terms}. */
public enum Mode {
    ADDITIVE,
    MULTIPLICATIVE
}
