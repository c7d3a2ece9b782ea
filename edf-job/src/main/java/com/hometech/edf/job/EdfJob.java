package com.hometech.edf.job;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.OptionalInt;

/**
 * {@code edf-job NAME [--parameter value ...]}: what a container of SageMaker starts. The environment variable
 * {@code EDF_ML_ROOT} moves {@code /opt/ml}. {@code edf-job --check} shows that the libraries work where it runs. The log
 * goes to standard output as lines of JSON; {@link JobExitCode} tells how it ended.
 */
public final class EdfJob {
    private static final String LOG_CONFIGURATION = "log4j2.configurationFile";

    private EdfJob() {}

    /** Runs the job and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        // before the first logger: the class path holds the configuration by another name than a library looks for
        if (System.getProperty(LOG_CONFIGURATION) == null) {
            System.setProperty(LOG_CONFIGURATION, "classpath:edf-job-log4j2.xml");
        }
        Path root = Path.of(System.getenv().getOrDefault("EDF_ML_ROOT", "/opt/ml"));
        JobLauncher launcher = new JobLauncher(root, Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(launcher::stop, "stop"));
        OptionalInt exitCode = launcher.run(List.of(arguments));
        // a job that was stopped is one in a JVM that ends already, with the signal's code
        exitCode.ifPresent(System::exit);
    }
}
