package com.hometech.edf.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.lambdas.GetInferenceDateHandler;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GetInferenceDateHandlerTest {
    private static final GetInferenceDateHandler HANDLER = new GetInferenceDateHandler(EdfConfig.defaults());

    @Test
    void withoutADateTheNewestScheduledTimeIsMeant() {
        Map<String, Object> payload = new HashMap<>(Map.of("execution_start", "2016-05-10T05:00:07.123Z"));
        Map<String, Object> expected = Map.of("issued_at", "2016-05-10T05:00:00Z", "inference_date", "2016-05-10");
        assertThat(HandlerTest.call(HANDLER, payload)).isEqualTo(expected);
        payload.put("inference_date", null);
        assertThat(HandlerTest.call(HANDLER, payload)).isEqualTo(expected);
    }

    @Test
    void aDateMeansThatDaysRun() {
        assertThat(HandlerTest.call(
                        HANDLER, Map.of("execution_start", "2026-01-01T00:00:00Z", "inference_date", "2016-05-10")))
                .containsEntry("issued_at", "2016-05-10T05:00:00Z");
    }

    @Test
    void fieldsThatItDoesNotKnowAreRefused() {
        assertThatThrownBy(() -> HandlerTest.call(HANDLER, Map.of("inference_data", "2016-05-10")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("did you mean \"inference_date\"?")
                .hasMessageContaining("execution_start is missing");
    }
}
