package com.hometech.edf.lambdas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.error.InvalidInputException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PayloadTest {
    private static final List<String> REQUIRED = List.of("run_id", "forecast_url");

    @Test
    void everyProblemIsNamedAtOnce() {
        assertThatThrownBy(() -> Payload.of(Map.of("run_id", 7, "forecast_ur", "x"), REQUIRED, List.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("The payload cannot be used: unknown field \"forecast_ur\": did you mean \"forecast_url\"?;"
                        + " run_id is 7, not text; forecast_url is missing");
    }

    @Test
    void nullAndBlankAreTheSameAsAbsent() {
        Map<String, Object> fields = new HashMap<>(Map.of("run_id", "r", "forecast_url", " "));
        fields.put("inference_date", null);
        assertThatThrownBy(() -> Payload.of(fields, REQUIRED, List.of("inference_date")))
                .hasMessage("The payload cannot be used: forecast_url is missing");
        fields.put("forecast_url", "s3://bucket-a/x/");
        assertThat(Payload.of(fields, REQUIRED, List.of("inference_date")).optional("inference_date"))
                .isEmpty();
    }

    @Test
    void aTextThatIsNoUriOrInstantIsNamed() {
        Payload payload = Payload.of(Map.of("forecast_url", "/data/x", "run_id", "now"), REQUIRED, List.of());
        assertThatThrownBy(() -> payload.uri("forecast_url")).hasMessageContaining("forecast_url: \"/data/x\"");
        assertThatThrownBy(() -> payload.instant("run_id")).hasMessageContaining("run_id \"now\" is not an instant");
    }
}
