package com.hometech.edf.cli.states;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.Frame;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** One compiled JSONata expression: the text between an opening brace with a percent sign and a closing one. */
final class Expression {

    private static final String OPENING = "{%";
    private static final String CLOSING = "%}";
    private static final long MAXIMUM_MILLIS = 60_000;
    private static final int MAXIMUM_DEPTH = 500;

    private final String source;
    private final Jsonata compiled;
    private final ExpressionNames names;

    private Expression(String source, Jsonata compiled) {
        this.source = source;
        this.compiled = compiled;
        this.names = ExpressionNames.of(source);
    }

    /** Whether {@code text} is an expression, or starts like one. */
    static boolean looksLikeOne(String text) {
        return text.startsWith(OPENING);
    }

    /**
     * Compiles {@code text}, delimiters included.
     *
     * @throws IllegalArgumentException with the reason, where it is not an expression
     */
    static Expression compile(String text) {
        if (!text.startsWith(OPENING) || !text.endsWith(CLOSING) || text.length() < OPENING.length() * 2) {
            throw new IllegalArgumentException("an expression is one text from {% to %}, without anything around it");
        }
        String source = text.substring(OPENING.length(), text.length() - CLOSING.length())
                .strip();
        try {
            Jsonata compiled = Jsonata.jsonata(source);
            compiled.setOutputConvertNulls(false);
            StepFunctionsFunctions.registerOn(compiled);
            return new Expression(source, compiled);
        } catch (JException invalid) {
            throw new IllegalArgumentException(
                    "not a JSONata expression: " + invalid.getDetailedErrorMessage(), invalid);
        }
    }

    /** The names it takes from outside. */
    ExpressionNames names() {
        return names;
    }

    /**
     * The value in {@code scope}; empty where it is undefined.
     *
     * @throws StateFailure {@code States.QueryEvaluationError} where the evaluation fails
     */
    Optional<JsonNode> evaluate(Scope scope) {
        Frame frame = new Frame(null);
        frame.setRuntimeBounds(MAXIMUM_MILLIS, MAXIMUM_DEPTH);
        frame.bind("states", JsonataValues.of(scope.states()));
        scope.variables().forEach((name, value) -> frame.bind(name, JsonataValues.of(value)));
        try {
            return Optional.ofNullable(compiled.evaluate(null, frame)).map(JsonataValues::toJson);
        } catch (StateFailure failure) {
            throw failed(failure.causeText(), failure);
        } catch (JException failure) {
            throw failed(failure.getDetailedErrorMessage(), failure);
        } catch (RuntimeException | StackOverflowError failure) {
            throw failed(String.valueOf(failure.getMessage()), failure);
        }
    }

    private StateFailure failed(String why, Throwable origin) {
        return new StateFailure(
                ErrorName.QUERY_EVALUATION_ERROR,
                "the expression {%% %s %%} failed: %s".formatted(source, why),
                origin);
    }

    @Override
    public String toString() {
        return OPENING + " " + source + " " + CLOSING;
    }
}
