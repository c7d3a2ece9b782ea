package com.hometech.edf.cli.states;

import static com.hometech.edf.cli.states.Workbench.machine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateMachineDefinitionTest {

    private static final String END = "\"B\": {\"Type\": \"Succeed\"}";

    private static void assertRefused(String definition, String problem) {
        assertThatThrownBy(() -> StateMachineDefinition.parse("Machine", definition))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(problem);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"Type\": \"Pass\", \"InputPath\": \"$\", \"Next\": \"B\" | States.A.InputPath: is not supported in a Pass state",
                "\"Type\": \"Pass\", \"Parameters\": {}, \"Next\": \"B\" | States.A.Parameters: is not supported",
                "\"Type\": \"Pass\", \"Result\": {}, \"Next\": \"B\" | States.A.Result: is not supported",
                "\"Type\": \"Pass\", \"Retry\": [], \"Next\": \"B\" | States.A.Retry: is not supported in a Pass state",
                "\"Type\": \"Parallel\", \"Branches\": [], \"Next\": \"B\" | States.A.Type: the state type Parallel is not supported",
                "\"Type\": \"Map\", \"Items\": [], \"Next\": \"B\" | States.A.ItemProcessor: is missing",
                "\"Next\": \"B\" | States.A.Type: is missing",
                "\"Type\": \"Pass\", \"QueryLanguage\": \"JSONPath\", \"Next\": \"B\" | States.A.QueryLanguage: JSONPath is not supported",
                "\"Type\": \"Pass\", \"Next\": \"C\" | States.A.Next: there is no state 'C'",
                "\"Type\": \"Pass\", \"End\": true | States.B: no state leads here",
                "\"Type\": \"Pass\" | States.A.Next: give exactly one of Next and End",
                "\"Type\": \"Pass\", \"Next\": \"B\", \"End\": true | States.A.Next: give exactly one of Next and End",
                "\"Type\": \"Pass\", \"End\": false | States.A.End: must be true",
                "\"Type\": \"Pass\", \"Output\": \"{% 1 + %}\", \"Next\": \"B\" | States.A.Output: not a JSONata expression",
                "\"Type\": \"Pass\", \"Output\": [{\"x\": \"{% 1 \"}], \"Next\": \"B\" | States.A.Output[0].x: an expression is one text from {% to %}",
                "\"Type\": \"Pass\", \"Output\": \"{% $late %}\", \"Next\": \"B\" | States.A.Output: $late is neither a function nor a variable",
                "\"Type\": \"Pass\", \"Output\": \"{% $now() %}\", \"Next\": \"B\" | the function $now is refused",
                "\"Type\": \"Pass\", \"Output\": \"{% $uuid() %}\", \"Next\": \"B\" | the function $uuid is refused",
                "\"Type\": \"Pass\", \"Output\": \"{% $random() %}\", \"Next\": \"B\" | the function $random is refused",
                "\"Type\": \"Pass\", \"Output\": \"{% $eval('1') %}\", \"Next\": \"B\" | the function $eval is refused",
                "\"Type\": \"Pass\", \"Output\": \"{% $states.result %}\", \"Next\": \"B\" | States.A.Output: $states.result cannot be read here",
                "\"Type\": \"Pass\", \"Output\": \"{% $$.x %}\", \"Next\": \"B\" | $$ has no value here",
                "\"Type\": \"Pass\", \"Assign\": {\"states\": 1}, \"Next\": \"B\" | States.A.Assign.states: is not a variable's name",
                "\"Type\": \"Pass\", \"Assign\": {\"sum\": 1}, \"Next\": \"B\" | States.A.Assign.sum: hides the function $sum",
                "\"Type\": \"Task\", \"Arguments\": {}, \"Next\": \"B\" | States.A.Resource: is missing",
                "\"Type\": \"Task\", \"Resource\": \"r\", \"Next\": \"B\" | States.A.Arguments: is missing",
                "\"Type\": \"Task\", \"Resource\": \"r\", \"Arguments\": {}, \"HeartbeatSeconds\": 5, \"Next\": \"B\" | States.A.HeartbeatSeconds: is not supported",
                "\"Type\": \"Task\", \"Resource\": \"r\", \"Arguments\": {}, \"TimeoutSeconds\": 0, \"Next\": \"B\" | States.A.TimeoutSeconds: must be a whole number of at least 1",
                "\"Type\": \"Wait\", \"Next\": \"B\" | States.A.Seconds: give exactly one of Seconds and Timestamp",
                "\"Type\": \"Wait\", \"Timestamp\": \"noon\", \"Next\": \"B\" | States.A.Timestamp: must be a time",
                "\"Type\": \"Wait\", \"Seconds\": -1, \"Next\": \"B\" | States.A.Seconds: must be a whole number of at least 0",
                "\"Type\": \"Choice\", \"Default\": \"B\" | States.A.Choices: is missing",
                "\"Type\": \"Choice\", \"Choices\": [{\"Variable\": \"$.x\", \"Condition\": \"{% true %}\", \"Next\": \"B\"}] | States.A.Choices[0].Variable: is not supported",
                "\"Type\": \"Choice\", \"Choices\": [{\"Condition\": \"x > 1\", \"Next\": \"B\"}] | States.A.Choices[0].Condition: must be an expression",
                "\"Type\": \"Fail\", \"ErrorPath\": \"$.e\" | States.A.ErrorPath: is not supported in a Fail state",
            })
    void aDefectIsRefusedWithThePathOfItsField(String state, String problem) {
        assertRefused(machine("\"A\": {" + state + "}, " + END), problem);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"Retry\": [{\"ErrorEquals\": [\"States.ALL\"]}, {\"ErrorEquals\": [\"X\"]}] | Retry[0].ErrorEquals: States.ALL must be in the last rule",
                "\"Retry\": [{\"ErrorEquals\": [\"States.ALL\", \"X\"]}] | Retry[0].ErrorEquals: States.ALL must stand alone",
                "\"Retry\": [{\"ErrorEquals\": []}] | Retry[0].ErrorEquals: must be an array with at least one text",
                "\"Retry\": [{\"ErrorEquals\": [\"States.Timeot\"]}] | Retry[0].ErrorEquals: States.Timeot is not an error that a rule can match",
                "\"Retry\": [{\"ErrorEquals\": [\"X\"], \"MaxAttempt\": 2}] | Retry[0].MaxAttempt: is not supported",
                "\"Retry\": [{\"ErrorEquals\": [\"X\"], \"BackoffRate\": 0.5}] | Retry[0].BackoffRate: must be a number of at least 1.0",
                "\"Retry\": [{\"ErrorEquals\": [\"X\"], \"IntervalSeconds\": 5, \"MaxDelaySeconds\": 5}] | Retry[0].MaxDelaySeconds: (5) must be greater than IntervalSeconds (5)",
                "\"Retry\": [{\"ErrorEquals\": [\"X\"], \"JitterStrategy\": \"SOME\"}] | Retry[0].JitterStrategy: must be FULL or NONE",
                "\"Catch\": [{\"ErrorEquals\": [\"X\"], \"Next\": \"D\"}] | Catch[0].Next: there is no state 'D'",
                "\"Catch\": [{\"ErrorEquals\": [\"States.ALL\"], \"Next\": \"B\"}, {\"ErrorEquals\": [\"X\"], \"Next\": \"B\"}] | Catch[0].ErrorEquals: States.ALL must be in the last rule",
                "\"Catch\": [{\"ErrorEquals\": [\"X\"], \"Next\": \"B\", \"ResultPath\": \"$.e\"}] | Catch[0].ResultPath: is not supported",
                "\"Catch\": [{\"ErrorEquals\": [\"X\"], \"Next\": \"B\", \"Output\": \"{% $states.result %}\"}] | Catch[0].Output: $states.result cannot be read here",
            })
    void aDefectOfARuleIsRefusedWithItsPath(String rules, String problem) {
        assertRefused(
                machine("\"A\": {\"Type\": \"Task\", \"Resource\": \"r\", \"Arguments\": {}, \"Next\": \"B\", " + rules
                        + "}, " + END),
                "States.A." + problem);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"ItemsPath\": \"$.x\" | States.A.ItemsPath: is not supported in a Map state",
                "\"Iterator\": {} | States.A.Iterator: is not supported in a Map state",
                "\"ItemReader\": {} | States.A.ItemReader: is not supported in a Map state",
                "\"ToleratedFailureCount\": 1 | States.A.ToleratedFailureCount: is not supported in a Map state",
                "\"MaxConcurrency\": -1 | States.A.MaxConcurrency: must be a whole number of at least 0",
                "\"Output\": \"{% $states.errorOutput %}\" | States.A.Output: $states.errorOutput cannot be read here",
                "\"ItemSelector\": \"{% $states.result %}\" | States.A.ItemSelector: $states.result cannot be read here",
                "\"Retry\": [{\"ErrorEquals\": []}] | States.A.Retry[0].ErrorEquals: must be an array",
                "\"Catch\": [{\"ErrorEquals\": [\"X\"], \"Next\": \"Inside\"}] | States.A.Catch[0].Next: there is no state 'Inside'",
            })
    void aDefectOfAMapIsRefused(String field, String problem) {
        assertRefused(
                machine("\"A\": {\"Type\": \"Map\", \"Items\": [1], " + field + ", \"Next\": \"B\", \"ItemProcessor\":"
                        + " {\"StartAt\": \"Inside\", \"States\": {\"Inside\": {\"Type\": \"Succeed\"}}}}, " + END),
                problem);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"States\": {\"I\": {\"Type\": \"Succeed\"}} | States.A.ItemProcessor.StartAt: is missing",
                "\"StartAt\": \"I\" | States.A.ItemProcessor.States: must be an object with at least one state",
                "\"StartAt\": \"J\", \"States\": {\"I\": {\"Type\": \"Succeed\"}} | States.A.ItemProcessor.StartAt: there is no state 'J'",
                "\"StartAt\": \"I\", \"States\": {\"I\": {\"Type\": \"Pass\", \"Next\": \"B\"}} | States.A.ItemProcessor.States.I.Next: there is no state 'B'",
                "\"StartAt\": \"I\", \"States\": {\"I\": {\"Type\": \"Succeed\"}, \"J\": {\"Type\": \"Succeed\"}} | States.A.ItemProcessor.States.J: no state leads here",
                "\"StartAt\": \"I\", \"States\": {\"I\": {\"Type\": \"Map\"}} | States.A.ItemProcessor.States.I.Type: a Map inside of a Map is not supported",
                "\"StartAt\": \"I\", \"States\": {\"I\": {\"Type\": \"Pass\", \"Output\": \"{% $late %}\", \"End\": true}} | States.A.ItemProcessor.States.I.Output: $late is neither",
                "\"StartAt\": \"I\", \"States\": {\"I\": {\"Type\": \"Pass\", \"Assign\": {\"late\": 1}, \"End\": true}} | States.A.ItemProcessor.States.I.Assign.late: is a variable of the states around",
                "\"StartAt\": \"B\", \"States\": {\"B\": {\"Type\": \"Succeed\"}} | States: there are several states 'B'",
                "\"ProcessorConfig\": {\"Mode\": \"DISTRIBUTED\"}, \"StartAt\": \"I\", \"States\": {\"I\": {\"Type\": \"Succeed\"}} | States.A.ItemProcessor.ProcessorConfig.Mode: DISTRIBUTED is not supported; use INLINE",
                "\"ProcessorConfig\": {\"ExecutionType\": \"STANDARD\"}, \"StartAt\": \"I\", \"States\": {\"I\": {\"Type\": \"Succeed\"}} | States.A.ItemProcessor.ProcessorConfig.ExecutionType: is not supported in mode INLINE",
                "\"QueryLanguage\": \"JSONPath\", \"StartAt\": \"I\", \"States\": {\"I\": {\"Type\": \"Succeed\"}} | States.A.ItemProcessor.QueryLanguage: is not supported in an ItemProcessor",
            })
    void aDefectInsideOfAMapIsRefused(String processor, String problem) {
        assertRefused(
                machine("\"A\": {\"Type\": \"Map\", \"Items\": [1], \"Assign\": {\"late\": 1}, \"Next\": \"B\","
                        + " \"ItemProcessor\": {" + processor + "}}, " + END),
                problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"QueryLanguage\": \"JSONata\", \"StartAt\": \"X\", \"States\": {\"A\": {\"Type\": \"Succeed\"}}}",
                "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Succeed\"}}}",
                "{\"QueryLanguage\": \"JSONata\", \"States\": {\"A\": {\"Type\": \"Succeed\"}}}",
                "{\"QueryLanguage\": \"JSONata\", \"StartAt\": \"A\", \"States\": {}}",
                "{\"QueryLanguage\": \"JSONata\", \"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Succeed\"}}, \"X\": 1}",
                "{\"QueryLanguage\": \"JSONata\", \"StartAt\": \"A\", \"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Succeed\"}}}",
                "{\"QueryLanguage\": \"JSONata\", \"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Succeed\"}}} {}",
                "[]",
                "not json"
            })
    void aDefectiveFrameIsRefused(String definition) {
        assertThatThrownBy(() -> StateMachineDefinition.parse("Machine", definition))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void everyProblemIsNamedAtOnce() {
        assertThatThrownBy(() -> StateMachineDefinition.parse("Machine", machine("""
                "A": {"Type": "Pass", "Rersult": 1, "Next": "B"}, "B": {"Type": "Parallel"}""")))
                .hasMessageContaining("2 problem(s)")
                .hasMessageContaining("States.A.Rersult")
                .hasMessageContaining("States.B.Type");
    }

    @Test
    void aVariableMustBeAssignedOnEveryWay() {
        String definition = machine("""
                "A": {"Type": "Choice", "Default": "C",
                      "Choices": [{"Condition": "{%% true %%}", "Next": "B"}]},
                "B": {"Type": "Pass", "Assign": {"x": 1}, "Next": "D"},
                "C": {"Type": "Pass", %s "Next": "D"},
                "D": {"Type": "Pass", "Output": "{%% $x %%}", "End": true}""");
        assertRefused(definition.formatted(""), "States.D.Output: $x is neither a function nor a variable");
        assertThatCode(() -> StateMachineDefinition.parse("Machine", definition.formatted("\"Assign\": {\"x\": 2},")))
                .doesNotThrowAnyException();
    }

    @Test
    void whatATaskAssignsIsNotKnownAfterItsCatch() {
        assertRefused(machine("""
                "A": {"Type": "Task", "Resource": "r", "Arguments": {}, "Assign": {"x": 1}, "Next": "B",
                      "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "B"}]},
                "B": {"Type": "Pass", "Output": "{% $x %}", "End": true}"""), "States.B.Output: $x");
    }

    @Test
    void namesThatAnExpressionBindsItselfAreItsOwn() {
        ExpressionNames names = ExpressionNames.of("""
                ( $f := function($a, $b) { $a / $b + $scale }; /* $comment */
                  $x := "$text" & '$too' & `$field`;
                  $map($states.input.rows, function($row) { $f($row.kwh, $x) })[kwh > $limit ~> $number] and
                  $contains($x, /a\\/$z/) and $states.context.Execution.Name != "" )""");
        assertThat(names.names()).containsExactly("contains", "limit", "map", "number", "scale");
        assertThat(names.statesMembers()).containsExactly("context", "input");
        assertThat(names.readsRoot()).isFalse();
    }

    @Test
    void theHashTellsDefinitionsApart() {
        String one = StateMachineDefinition.parse("Machine", machine("\"A\": {\"Type\": \"Succeed\"}"))
                .hash();
        String other = StateMachineDefinition.parse(
                        "Machine", machine("\"A\": {\"Type\": \"Succeed\", \"Comment\": \"c\"}"))
                .hash();
        assertThat(one).hasSize(64).isNotEqualTo(other);
    }
}
