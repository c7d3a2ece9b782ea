package com.hometech.edf.data.page;

/** A part of a section that knows its HTML. */
public sealed interface Block permits Paragraph, Notice, Tiles, Facts, Links, Table, HeatMap, SideBySide, Chart {
    /** This part as HTML, with every text escaped. */
    String html();
}
