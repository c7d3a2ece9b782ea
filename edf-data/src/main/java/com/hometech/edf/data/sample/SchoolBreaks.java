package com.hometech.edf.data.sample;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/** Weeks without school, by rules that come near the real terms of each site. No calendar file holds them. */
record SchoolBreaks(List<Span> spans) {
    /**
     * Days without school.
     *
     * @param first first day
     * @param last last day
     */
    record Span(LocalDate first, LocalDate last) {}

    /** The breaks that begin in a year. */
    static SchoolBreaks of(SampleSite site, int year) {
        LocalDate easter = PublicHolidays.easterSunday(year);
        List<Span> spans = new ArrayList<>();
        switch (site) {
            case BERLIN -> {
                spans.add(weeks(monday(year, 1, 29), 1));
                spans.add(weeks(easter.minusDays(6), 2));
                spans.add(weeks(monday(year, 7, 15), 6));
                spans.add(weeks(monday(year, 10, 20), 2));
                spans.add(new Span(LocalDate.of(year, 12, 22), LocalDate.of(year + 1, 1, 2)));
            }
            case MADRID -> {
                spans.add(new Span(easter.minusDays(9), easter.plusDays(1)));
                spans.add(new Span(LocalDate.of(year, 6, 22), LocalDate.of(year, 9, 7)));
                spans.add(new Span(LocalDate.of(year, 12, 22), LocalDate.of(year + 1, 1, 7)));
            }
            case SYDNEY -> {
                spans.add(weeks(monday(year, 4, 10), 2));
                spans.add(weeks(monday(year, 7, 4), 2));
                spans.add(weeks(monday(year, 9, 26), 2));
                spans.add(new Span(LocalDate.of(year, 12, 20), LocalDate.of(year + 1, 1, 29)));
            }
        }
        return new SchoolBreaks(List.copyOf(spans));
    }

    private static LocalDate monday(int year, int month, int onOrAfter) {
        return LocalDate.of(year, month, onOrAfter).with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
    }

    private static Span weeks(LocalDate first, int count) {
        return new Span(first, first.plusDays(7L * count - 1));
    }
}
