package com.hometech.edf.data.page;

/** A drawing with a caption, a sentence that says what to see in it, and its numbers in a table that can be opened. */
public sealed interface Chart extends Block permits LineChart, BarChart, RankingChart, ScatterChart {}
