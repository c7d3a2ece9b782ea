package com.hometech.edf.common.domain;

/** What a meter stands for. */
public enum LoadKind {
    BUILDING,
    HOUSEHOLD,
    FEEDER,
    REGION
}
