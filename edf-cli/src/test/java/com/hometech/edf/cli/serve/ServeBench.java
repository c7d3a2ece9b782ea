package com.hometech.edf.cli.serve;

import com.hometech.edf.cli.platform.EmbeddedPlatform;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.Places;
import com.hometech.edf.common.domain.AreaId;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Entitlement;
import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.port.ForecastStore.Run;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes a home to measure a server with: 1,000 buildings with a week of issues of 72 hours, and {@code dso}, who may see them.
 * docs/serve.md says how to go on.
 */
final class ServeBench {
    private static final int BUILDINGS = 1_000;
    private static final int DAYS = 7;
    private static final int HOURS = 72;

    private ServeBench() {}

    /** @param arguments the home */
    public static void main(String[] arguments) {
        Clock clock = Clock.systemUTC();
        Instant newest = clock.instant().truncatedTo(ChronoUnit.DAYS);
        try (EmbeddedPlatform platform = new EmbeddedPlatform(Path.of(arguments[0]), clock)) {
            String buildings = IntStream.range(0, BUILDINGS)
                    .mapToObj(number -> "building-%04d,site,Europe/Berlin,office,1000%n".formatted(number))
                    .collect(Collectors.joining("", "building_id,site_id,timezone,use_type,floor_area_m2\n", ""));
            platform.objects()
                    .put(
                            new Places(EdfConfig.defaults().general(), "")
                                    .calendarTopology()
                                    .resolve("buildings.csv"),
                            buildings.getBytes(StandardCharsets.UTF_8));
            platform.entitlements().put(new Entitlement("dso", "Grid", Set.of(), Set.of(new AreaId("site")), false));
            for (int day = DAYS - 1; day >= 0; day--) {
                Instant issue = newest.minus(Duration.ofDays(day));
                platform.forecasts()
                        .load(
                                new Run("run-" + issue, issue, "Bench/1"),
                                rows(issue).iterator(),
                                refused -> {
                                    throw new IllegalStateException(refused.reason());
                                });
            }
        }
    }

    private static Stream<ForecastRecord> rows(Instant issue) {
        Random random = new Random(42);
        return IntStream.range(0, BUILDINGS).boxed().flatMap(number -> IntStream.range(0, HOURS)
                .mapToObj(hour -> {
                    double yhat = 10 + 5 * random.nextDouble();
                    return new ForecastRecord(
                            new BuildingId("building-%04d".formatted(number)),
                            Quantity.CONSUMPTION,
                            issue.plus(Duration.ofHours(hour)),
                            issue,
                            hour + 1,
                            yhat,
                            0.8 * yhat,
                            1.2 * yhat,
                            "Bench/1",
                            ForecastQuality.MODEL,
                            List.of());
                }));
    }
}
