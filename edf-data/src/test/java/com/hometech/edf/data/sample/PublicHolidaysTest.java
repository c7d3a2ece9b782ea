package com.hometech.edf.data.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicHolidaysTest {

    @ParameterizedTest
    @CsvSource({"2000-04-23", "2008-03-23", "2011-04-24", "2019-04-21", "2024-03-31", "2025-04-20", "2038-04-25"})
    void easterFallsWhereTheCalendarsHaveIt(LocalDate easter) {
        assertThat(PublicHolidays.easterSunday(easter.getYear())).isEqualTo(easter);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
        "BERLIN, 2024-03-08, International Women's Day",
        "BERLIN, 2024-03-29, Good Friday",
        "BERLIN, 2024-05-09, Ascension Day",
        "BERLIN, 2024-05-20, Whit Monday",
        "BERLIN, 2024-10-03, German Unity Day",
        "MADRID, 2024-03-28, Maundy Thursday",
        "MADRID, 2024-12-09, Immaculate Conception (observed)",
        "SYDNEY, 2024-03-30, Easter Saturday",
        "SYDNEY, 2024-06-10, King's Birthday",
        "SYDNEY, 2024-10-07, Labor Day",
        "SYDNEY, 2022-01-03, New Year's Day (observed)",
        "SYDNEY, 2021-12-27, Christmas Day (observed)",
        "SYDNEY, 2021-12-28, Boxing Day (observed)"
    })
    void namesTheHolidaysOfEachSite(SampleSite site, LocalDate date, String name) {
        assertThat(PublicHolidays.of(site, date.getYear())).containsEntry(date, name);
    }

    @Test
    void berlinHadOneHolidayLessBeforeWomensDayBecameOne() {
        assertThat(PublicHolidays.of(SampleSite.BERLIN, 2018)).hasSize(9);
        assertThat(PublicHolidays.of(SampleSite.BERLIN, 2019)).hasSize(10);
    }
}
