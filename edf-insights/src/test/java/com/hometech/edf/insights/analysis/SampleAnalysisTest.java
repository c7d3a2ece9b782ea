package com.hometech.edf.insights.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.InsightsConfig;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.data.anomaly.AnomalyKind;
import com.hometech.edf.insights.report.Recommendation;
import com.hometech.edf.insights.report.Recommendations;
import com.hometech.edf.insights.report.ReportPage;
import com.hometech.edf.insights.sample.SampleAppliances;
import com.hometech.edf.insights.upload.Upload;
import com.hometech.edf.insights.upload.UploadId;
import com.hometech.edf.insights.upload.UploadReader;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is found out about the sample file, of which is known what is in it. */
class SampleAnalysisTest {
    private static final InsightsConfig CONFIG = EdfConfig.defaults().edfInsights();

    @SuppressWarnings("NullAway.Init")
    private static Upload upload;

    @SuppressWarnings("NullAway.Init")
    private static UploadSummary summary;

    @SuppressWarnings("NullAway.Init")
    private static List<Anomaly> anomalies;

    @BeforeAll
    static void analyse() {
        ObjectUri uploads = ObjectUri.parse("s3://raw/raw/");
        upload = new UploadReader(CONFIG)
                .read(
                        UploadId.of(uploads.resolve("home.csv"), uploads),
                        SampleAppliances.csv(CONFIG.zone(), 42).getBytes(UTF_8));
        summary = new SummariseUpload(CONFIG.savings()).summary(upload);
        anomalies = new FindAnomalies(CONFIG).anomalies(upload).anomalies();
    }

    private static ApplianceSummary appliance(String name) {
        return summary.appliances().stream()
                .filter(each -> each.appliance().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void totalsAndSharesAddUp() {
        assertThat(summary.appliances()).hasSize(10);
        assertThat(summary.appliances().stream()
                        .mapToDouble(ApplianceSummary::kwh)
                        .sum())
                .isCloseTo(summary.kwh(), within(0.01));
        assertThat(summary.appliances().stream()
                        .mapToDouble(each -> Optional.ofNullable(each.share()).orElseThrow())
                        .sum())
                .isCloseTo(1, within(0.001));
        assertThat(summary.cost()).isCloseTo(summary.kwh() * 0.29, within(0.01));
        assertThat(summary.completeDays()).as("98 days, one without readings").isEqualTo(97);
    }

    @Test
    void theRouterTakesElevenWattAllTheTimeAndThatIsNoStandby() {
        ApplianceSummary router = appliance("Router");
        assertThat(router.kwhPerDay()).isCloseTo(24 * 0.011, within(0.001));
        assertThat(router.baseWatt()).isEqualTo(11.0);
        assertThat(router.baseShare()).isEqualTo(1.0);
        assertThat(router.standbyWatt()).isNull();
        assertThat(router.peakHour()).as("no hour stands out").isNull();
        assertThat(router.sameAllDay()).isTrue();
    }

    @Test
    void theTelevisionStandsByAndIsWatchedInTheEvening() {
        ApplianceSummary television = appliance("Television");
        assertThat(television.standbyWatt()).isEqualTo(9.0);
        assertThat(television.standbyKwhPerYear()).isCloseTo(0.009 * 24 * 365.25, within(0.1));
        assertThat(television.peakHour()).isBetween(19, 22);
        assertThat(television.sameAllDay()).isFalse();
    }

    @Test
    void aFreezerIsToBeColderThanAFridge() {
        Map<String, HourProfile> profiles = ReportPage.profiles(upload);
        assertThat(new Recommendations(CONFIG.savings()).of(summary.appliances(), profiles))
                .filteredOn(each -> each.kind() == Recommendation.Kind.REPLACE)
                .extracting(Recommendation::text)
                .satisfiesExactlyInAnyOrder(
                        freezer -> assertThat(freezer).contains("“Freezer”", "set it to -18 °C"),
                        fridge -> assertThat(fridge).contains("“Fridge”", "set it to 7 °C"));
    }

    @Test
    void whatWentWrongIsFound() {
        assertThat(anomalies).anySatisfy(found -> {
            assertThat(found.appliance()).isEqualTo("Freezer");
            assertThat(found.kind()).isEqualTo(AnomalyKind.SPIKE);
            assertThat(found.from()).isEqualTo("2024-11-18T23:00:00Z");
            assertThat(found.rules()).containsExactly(Anomaly.Rule.Z_SCORE, Anomaly.Rule.FORECAST_INTERVAL);
        });
        assertThat(anomalies).anySatisfy(found -> {
            assertThat(found.appliance()).isEqualTo("Fridge");
            assertThat(found.kind()).isEqualTo(AnomalyKind.FLAT);
        });
        assertThat(anomalies)
                .filteredOn(found -> found.kind() == AnomalyKind.MISSING)
                .as("a day that all appliances lack is one anomaly")
                .singleElement()
                .satisfies(found -> assertThat(found.appliance()).isEqualTo(DailyForecasts.TOTAL));
    }

    @Test
    void ordinaryDaysAreNoNews() {
        assertThat(anomalies).hasSizeLessThan(12);
        assertThat(anomalies).extracting(Anomaly::appliance).doesNotContain("Router");
    }

    @Test
    void theNextSevenDaysAreForecastForEachApplianceAndTheTotal() {
        DailyForecasts forecasts = new ForecastUpload(CONFIG).forecasts(upload);
        assertThat(forecasts.first()).isEqualTo(LocalDate.of(2024, 12, 2));
        assertThat(forecasts.forecasts()).hasSize(11).allSatisfy(forecast -> {
            assertThat(forecast.days()).hasSize(7);
            assertThat(forecast.days()).allSatisfy(day -> {
                assertThat(day.lower()).isBetween(0.0, day.kwh());
                assertThat(day.upper()).isGreaterThanOrEqualTo(day.kwh());
            });
        });
        double sum = forecasts.forecasts().stream()
                .skip(1)
                .mapToDouble(ApplianceForecast::kwh)
                .sum();
        assertThat(forecasts.total().kwh()).isCloseTo(sum, within(0.1 * sum));
    }

    @Test
    void aShortHistoryIsNotForecast() {
        ObjectUri uploads = ObjectUri.parse("s3://raw/raw/");
        String csv = SampleAppliances.csv(CONFIG.zone(), 42)
                .lines()
                .limit(24 * 10 * 5)
                .reduce("", (left, line) -> left + line + "\n");
        Upload fiveDays =
                new UploadReader(CONFIG).read(UploadId.of(uploads.resolve("short.csv"), uploads), csv.getBytes(UTF_8));
        assertThat(new ForecastUpload(CONFIG).forecasts(fiveDays).total())
                .satisfies(total -> assertThat(total.days()).isEmpty())
                .satisfies(total -> assertThat(total.note()).contains("complete days are known, 14 are needed"));
    }
}
