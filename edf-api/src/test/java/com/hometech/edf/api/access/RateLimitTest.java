package com.hometech.edf.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.api.http.ApiRequest;
import com.hometech.edf.api.http.ProblemException;
import com.hometech.edf.api.http.ProblemType;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private long nanos;
    private final RateLimit limit = new RateLimit(RateLimitTest::named, 5, () -> nanos);

    private static Optional<Caller> named(ApiRequest request) {
        return request.header("authorization")
                .filter(name -> !name.isEmpty())
                .map(name -> new Caller(name, Set.of(Scope.HOMES_READ)));
    }

    @Test
    void whoAsksIsPassedOn() {
        assertThat(limit.authenticate(Tokens.request("resident")))
                .contains(new Caller("resident", Set.of(Scope.HOMES_READ)));
        assertThat(limit.authenticate(Tokens.request(""))).isEmpty();
    }

    @Test
    void whoAsksMoreOftenHasToWait() {
        ask("resident", 10);
        assertTooMany("resident");

        nanos += 200_000_000;

        ask("resident", 1);
        assertTooMany("resident");
    }

    @Test
    void aPauseFillsTheBucketAndNoMore() {
        ask("resident", 10);
        nanos += 3_600_000_000_000L;

        ask("resident", 10);

        assertTooMany("resident");
    }

    @Test
    void nobodyPaysForOthers() {
        ask("resident", 10);
        ask("neighbour", 10);
        ask("", 10);

        assertTooMany("resident");
        assertTooMany("");
    }

    private void ask(String name, int times) {
        for (int time = 0; time < times; time++) {
            limit.authenticate(Tokens.request(name));
        }
    }

    private void assertTooMany(String name) {
        assertThatThrownBy(() -> limit.authenticate(Tokens.request(name)))
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
                    assertThat(problem.headers()).containsEntry("Retry-After", "1");
                });
    }
}
