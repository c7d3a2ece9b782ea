package com.hometech.edf.monitoring.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckStateTest {
    private static final LocalDate FIRST = LocalDate.of(2024, 11, 1);

    /** Days are b(ad) or g(ood); what follows is A(larm), w(arning) or a point. */
    @ParameterizedTest
    @CsvSource({"ggg, ...", "bgbgbg, w.w.w.", "bbbb, wwAA", "bbbgbgg, wwAAAA.", "bbbggbb, wwAA.ww", "bbgbbb, ww.wwA"})
    void threeBadDaysInARowRaiseItAndTwoGoodOnesEndIt(String days, String expected) {
        CheckState state = CheckState.NEW;
        StringBuilder states = new StringBuilder();
        for (int day = 0; day < days.length(); day++) {
            assertThat(state.isNew(FIRST.plusDays(day))).isTrue();
            state = state.after(FIRST.plusDays(day), days.charAt(day) == 'b', 3, 2);
            assertThat(state.isNew(FIRST.plusDays(day))).isFalse();
            states.append(state.alarm() ? 'A' : state.since() == null ? '.' : 'w');
        }

        assertThat(states).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource({"bbb, 1", "gbbb, 2", "bgbbbgb, 3", "bgbbbgbg, 3"})
    void theAlarmIsSinceTheFirstOfItsBadDays(String days, int since) {
        CheckState state = CheckState.NEW;
        for (int day = 0; day < days.length(); day++) {
            state = state.after(FIRST.plusDays(day), days.charAt(day) == 'b', 3, 2);
        }

        assertThat(state.alarm()).isTrue();
        assertThat(state.since()).isEqualTo(LocalDate.of(2024, 11, since));
    }
}
