package com.hometech.edf.cli.states;

import static com.hometech.edf.cli.states.Workbench.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepFunctionsFunctionsTest {

    private static JsonNode evaluate(String expression) {
        return Expression.compile("{% " + expression + " %}")
                .evaluate(Scope.of(json("{\"xs\": [1, 2, 3, 4, 5]}"), json("{}"), Map.of()))
                .orElseThrow();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "$partition($states.input.xs, 2) | [[1,2],[3,4],[5]]",
                "$partition([], 2) | []",
                "$range(1, 9, 2) | [1,3,5,7,9]",
                "$range(5, 1, -2) | [5,3,1]",
                "$parse('{\"a\": [1, null, {\"b\": true}]}').a | [1,null,{\"b\":true}]",
                "$hash('abc', 'SHA-256') | \"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"",
                "$hash('abc', 'MD5') | \"900150983cd24fb0d6963f7d28e17f72\"",
                "$substring($hash('run', 'SHA-256'), 0, 4) ~> $length | 4",
                "$string({\"a\": 1.0, \"b\": 2.5}) | \"{\\\"a\\\":1,\\\"b\\\":2.5}\"",
            })
    void aFunctionGivesWhatStepFunctionsGives(String expression, String expected) {
        assertThat(evaluate(expression)).isEqualTo(json(expected));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "$partition([1], 0) | chunk size",
                "$range(1, 5, 0) | step other than 0",
                "$range(1, 100000, 1) | at most 1000",
                "$hash('abc', 'CRC') | does not know the algorithm CRC",
                "$parse('{') | not JSON",
                "$number('x') | number",
                "$error('stop here') | stop here",
                "function($x) { $x } | function is not a JSON value",
                "1 / 0 | ",
                "( $f := function($x) { 1 + $f($x) }; $f(1) ) | recursive",
            })
    void aFailureNamesTheExpressionAndTheReason(String expression, String reason) {
        assertThatThrownBy(() -> evaluate(expression)).isInstanceOfSatisfying(StateFailure.class, failure -> {
            assertThat(failure.error()).isEqualTo("States.QueryEvaluationError");
            assertThat(failure.causeText()).contains("{% " + expression).contains(reason == null ? "" : reason);
        });
    }
}
