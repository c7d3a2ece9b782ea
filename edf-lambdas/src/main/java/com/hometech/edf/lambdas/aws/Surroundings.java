package com.hometech.edf.lambdas.aws;

import com.hometech.edf.aws.AwsClients;
import com.hometech.edf.aws.AwsSettings;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a function finds around it.
 *
 * @param settings what its environment variables say
 * @param clients builds clients of AWS
 * @param log takes lines with metrics as they are
 */
public record Surroundings(AwsSettings settings, Supplier<AwsClients> clients, Consumer<String> log, Clock clock) {

    /** Those of a function in Lambda, which logs what is written to the standard output. */
    static Surroundings ofLambda() {
        return new Surroundings(
                new AwsSettings(System.getenv()), AwsClients::fromVariables, System.out::println, Clock.systemUTC());
    }
}
