package com.hometech.edf.features.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.error.InvalidInputException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureSchemaTest {
    private static final Feature LAG = new Feature("consumption_lag_24h", FeatureKind.LOAD, "load 24 h earlier");
    private static final Feature HOUR = new Feature("hour_of_day", FeatureKind.CALENDAR, "local hour");

    @Test
    void fingerprintChangesWithOrderNameKindDefinitionAndStep() {
        FeatureSchema schema = new FeatureSchema(Duration.ofHours(1), List.of(LAG, HOUR));

        assertThat(List.of(
                        schema.fingerprint(),
                        new FeatureSchema(Duration.ofHours(1), List.of(HOUR, LAG)).fingerprint(),
                        new FeatureSchema(Duration.ofMinutes(30), List.of(LAG, HOUR)).fingerprint(),
                        withFirst(new Feature("lag", LAG.kind(), LAG.definition())),
                        withFirst(new Feature(LAG.name(), FeatureKind.WEATHER, LAG.definition())),
                        withFirst(new Feature(LAG.name(), LAG.kind(), "other"))))
                .doesNotHaveDuplicates();
        assertThat(new FeatureSchema(Duration.ofHours(1), List.of(LAG, HOUR)).fingerprint())
                .isEqualTo(schema.fingerprint());
    }

    @Test
    void jsonGivesTheSameSchemaBackAndNoticesAChange() {
        FeatureSchema schema = new FeatureSchema(Duration.ofHours(1), List.of(LAG, HOUR));

        assertThat(FeatureSchema.fromJson(schema.toJson(), "test")).isEqualTo(schema);
        assertThatThrownBy(() -> FeatureSchema.fromJson(schema.toJson().replace("hour_of_day", "hour"), "test"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("changed by hand");
    }

    @Test
    void sameNameTwiceIsRefused() {
        assertThatThrownBy(() -> new FeatureSchema(Duration.ofHours(1), List.of(LAG, LAG)))
                .hasMessageContaining("consumption_lag_24h occurs twice");
    }

    private static String withFirst(Feature first) {
        return new FeatureSchema(Duration.ofHours(1), List.of(first, HOUR)).fingerprint();
    }
}
