package com.hometech.edf.inference.area;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ApprovalStatus;
import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.common.port.ObjectUri;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ErrorCorrelationTest {
    private static final ErrorCorrelation WIDEST = new ErrorCorrelation(1, 1, 1, "assumed");

    @Test
    void aModelsEvaluationSaysIt() {
        ModelPackage model = model(
                2,
                Map.of(
                        "error_correlation_within_site", 0.3,
                        "error_correlation_between_sites", 0.1,
                        "error_correlation_hours", 0.5,
                        "mase", 0.8));

        assertThat(ErrorCorrelation.of(model)).isEqualTo(new ErrorCorrelation(0.3, 0.1, 0.5, "Demand/2"));
    }

    @Test
    @DisplayName("what could not be measured is as wide as can be: a model of one site says nothing of two")
    void partlyMeasured() {
        assertThat(ErrorCorrelation.of(model(1, Map.of("mase", 0.8)))).isEqualTo(WIDEST);
        assertThat(ErrorCorrelation.of(model(1, Map.of("error_correlation_within_site", 0.3))))
                .isEqualTo(new ErrorCorrelation(0.3, 0.3, 1, "Demand/1"));
        assertThat(ErrorCorrelation.of(model(1, Map.of("error_correlation_hours", 0.3))))
                .isEqualTo(new ErrorCorrelation(1, 1, 0.3, "Demand/1"));
    }

    @Test
    void ofSeveralModelsTheWidestHolds() {
        Map<String, ModelPackage> registered = Map.of(
                "Demand/1", model(1, metrics(0.5, 0.1, 0.6)),
                "Demand/2", model(2, metrics(0.3, 0.2, 0.7)));

        assertThat(of(registered, "Demand/2", "Demand/1"))
                .isEqualTo(new ErrorCorrelation(0.5, 0.2, 0.7, "Demand/1, Demand/2"));
        assertThat(of(registered, "Demand/2", ForecastRecord.NO_MODEL))
                .isEqualTo(new ErrorCorrelation(0.3, 0.2, 0.7, "Demand/2"));
        assertThat(of(registered, "Demand/2", "Demand/9"))
                .isEqualTo(new ErrorCorrelation(1, 1, 1, "Demand/2, assumed"));
        assertThat(of(registered, ForecastRecord.NO_MODEL)).isEqualTo(WIDEST);
        assertThat(of(registered)).isEqualTo(WIDEST);
    }

    @Test
    void whatIsNoCorrelationIsRefused() {
        assertThatThrownBy(() -> new ErrorCorrelation(1.2, 0, 0, "Demand/1"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("withinSite is 1.2");
        assertThatThrownBy(() -> new ErrorCorrelation(0.2, 0.1, Double.NaN, "Demand/1"))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> new ErrorCorrelation(0.2, 0.3, 0, "Demand/1"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("betweenSites is 0.3, above withinSite, 0.2");
    }

    private static ErrorCorrelation of(Map<String, ModelPackage> registered, String... versions) {
        return ErrorCorrelation.of(Set.of(versions), version -> Optional.ofNullable(registered.get(version)));
    }

    private static Map<String, Double> metrics(double within, double between, double hours) {
        return Map.of(
                ErrorCorrelation.WITHIN_SITE, within,
                ErrorCorrelation.BETWEEN_SITES, between,
                ErrorCorrelation.HOURS, hours);
    }

    private static ModelPackage model(int version, Map<String, Double> metrics) {
        return new ModelPackage(
                "Demand",
                version,
                "arn",
                ObjectUri.parse("s3://bucket/model.tar.gz"),
                "0".repeat(64),
                ApprovalStatus.APPROVED,
                "",
                Instant.EPOCH,
                metrics,
                Map.of());
    }
}
