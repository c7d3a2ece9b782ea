package com.hometech.edf.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.api.RandomRequests.Made;
import com.hometech.edf.common.domain.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Whatever is asked, the answer is one that the contract describes ({@link Served} sees to that) and no failure of the server.
 * {@code -Dedf.fuzz.requests=1000000} asks more.
 */
class RandomRequestsTest {
    private static final List<String> CALLERS = List.of(
            "dso", "supplier", "resident", "engineer", "nobody", "", "dso edf/homes.read", "engineer edf/models.read");

    @Test
    void whateverIsAskedTheAnswerIsAsDocumented() {
        int requests = Integer.getInteger("edf.fuzz.requests", 4_000);
        long seed = Long.getLong("edf.fuzz.seed", 59);
        RandomRequests made = new RandomRequests(seed);
        Random random = new Random(seed);
        Map<Integer, Integer> byStatus = new TreeMap<>();
        try (Served served = new Served()) {
            for (String building : List.of("school-7", "home-3", "hall-1")) {
                served.issue(building, Quantity.CONSUMPTION, Served.ISSUED, hour -> hour);
                served.issue(building, Quantity.SOLAR, Served.ISSUED, hour -> 1);
            }
            for (int number = 0; number < requests; number++) {
                Made request = made.next();
                String caller = CALLERS.get(random.nextInt(CALLERS.size()));
                String what =
                        "request " + number + " of seed " + seed + ": " + request.method() + " " + request.address();

                int status;
                try {
                    status = served.send(
                                    request.method(),
                                    caller,
                                    request.address(),
                                    request.body(),
                                    request.headers().toArray(String[]::new))
                            .status();
                } catch (AssertionError | RuntimeException different) {
                    throw new AssertionError(what, different);
                }

                assertThat(status).as(what).isBetween(200, 428);
                byStatus.merge(status, 1, Integer::sum);
            }
        }
        assertThat(byStatus)
                .as("all kinds of answers occur")
                .containsKeys(200, 304, 400, 401, 403, 404, 405, 406, 412, 413, 415);
        assertThat(byStatus.get(200)).isGreaterThan(requests / 20);
    }
}
