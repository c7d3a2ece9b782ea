package com.hometech.edf.cli.states;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One state of a definition. Parallel is refused by name when a definition is read. */
sealed interface State {

    /** Name, unique in the definition. */
    String name();

    /** The type as the definition writes it, such as {@code Task}. */
    String type();

    /**
     * What a state hands on when it is left.
     *
     * @param output the next state's input; where absent, the state type's own default
     * @param assign new values of variables by name
     */
    record Handover(Optional<Template> output, Map<String, Template> assign) {}

    /** One rule of {@code Retry}. Delays in seconds. */
    record RetryRule(
            List<String> errorEquals,
            int intervalSeconds,
            int maximumAttempts,
            double backoffRate,
            Optional<Integer> maximumDelaySeconds,
            boolean fullJitter) {}

    /** One rule of {@code Catch}. */
    record CatchRule(List<String> errorEquals, String next, Handover handover) {}

    /** One rule of {@code Choices}. */
    record ChoiceRule(Template condition, String next, Handover handover) {}

    /** A state that may fail, be tried again and be caught. An empty {@code next} ends the execution or iteration. */
    sealed interface RetriedState extends State permits TaskState, MapState {
        Handover handover();

        Optional<String> next();

        List<RetryRule> retriers();

        List<CatchRule> catchers();
    }

    /** Does work through a {@link TaskHandler}. */
    record TaskState(
            String name,
            String resource,
            Template arguments,
            Optional<Template> timeoutSeconds,
            Handover handover,
            Optional<String> next,
            List<RetryRule> retriers,
            List<CatchRule> catchers)
            implements RetriedState {
        @Override
        public String type() {
            return "Task";
        }
    }

    /**
     * Runs {@code processor} for each item, in mode INLINE; the result is an array of what they give, in the items' order.
     *
     * @param itemSelector input of an iteration; where absent, the item
     * @param maxConcurrency how many iterations may run at the same time; 0 or absent: as many as the service allows
     */
    record MapState(
            String name,
            Template items,
            Optional<Template> itemSelector,
            Optional<Template> maxConcurrency,
            StateGraph processor,
            Handover handover,
            Optional<String> next,
            List<RetryRule> retriers,
            List<CatchRule> catchers)
            implements RetriedState {
        @Override
        public String type() {
            return "Map";
        }
    }

    /** Makes an output and variables from its input. */
    record PassState(String name, Handover handover, Optional<String> next) implements State {
        @Override
        public String type() {
            return "Pass";
        }
    }

    /** Goes where the first rule that holds says; {@code handover} is for the default. */
    record ChoiceState(String name, List<ChoiceRule> rules, Optional<String> defaultNext, Handover handover)
            implements State {
        @Override
        public String type() {
            return "Choice";
        }
    }

    /** Waits a number of seconds or until a time; exactly one of the two is present. */
    record WaitState(
            String name,
            Optional<Template> seconds,
            Optional<Template> timestamp,
            Handover handover,
            Optional<String> next)
            implements State {
        @Override
        public String type() {
            return "Wait";
        }
    }

    /** Ends the execution well. */
    record SucceedState(String name, Handover handover) implements State {
        @Override
        public String type() {
            return "Succeed";
        }
    }

    /** Ends the execution as failed. */
    record FailState(String name, Optional<Template> error, Optional<Template> cause) implements State {
        @Override
        public String type() {
            return "Fail";
        }
    }
}
