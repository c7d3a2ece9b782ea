package com.hometech.edf.cli.command;

import com.hometech.edf.api.ServedApi;
import com.hometech.edf.api.access.Authenticator;
import com.hometech.edf.api.access.RateLimit;
import com.hometech.edf.cli.ExitCode;
import com.hometech.edf.cli.GlobalOptions;
import com.hometech.edf.cli.Workbench;
import com.hometech.edf.cli.serve.EverythingIsVisible;
import com.hometech.edf.cli.serve.LocalIssuer;
import com.hometech.edf.cli.serve.LocalServer;
import com.hometech.edf.cli.serve.LocalServer.SignIn;
import com.hometech.edf.cli.serve.WithEntitlements;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.Entitlements;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code edf serve}: the APIs and the pages over the home, on this machine. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Serves the APIs and the pages until Ctrl-C (docs/serve.md).",
            "",
            "Callers sign in as those who may see something (edf access), or need not sign in with --no-auth."
        })
public final class ServeCommand implements Callable<Integer> {
    private static final long ANSWER_BYTES = 128L << 20;
    private static final int READ_THREADS = 8;
    private static final int LAST_PORT = 65_535;
    private static final int MOST_PER_SECOND = 1_000_000;
    private static final Duration OLD = Duration.ofDays(3);
    private static final int CLOSING_SECONDS = 20;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Default: ${DEFAULT-VALUE}; 0: any.")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description =
                    "Where to listen. Default: ${DEFAULT-VALUE}, for this machine only. What is sent is not encrypted.")
    private String host = "";

    @Option(
            names = "--no-auth",
            description = "No access tokens: whoever opens the address on this machine sees and decides everything.")
    private boolean noAuth;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "200",
            description = "Requests a second that each caller may send. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Override
    public Integer call() throws InterruptedException {
        requireWithin("--port", port, 0, LAST_PORT);
        requireWithin("--rate", rate, 1, MOST_PER_SECOND);
        GlobalOptions options = GlobalOptions.of(spec);
        try (Workbench opened = Workbench.open(spec);
                Workbench bench = opened.at(opened.home(), clock(options))) {
            bench.topology(); // says what to do where there is no data
            if (noAuth) {
                EverythingIsVisible access = new EverythingIsVisible(bench::topology);
                serve(bench, access, access, Optional.empty());
            } else {
                Entitlements entitlements = bench.platform().entitlements();
                LocalIssuer issuer = LocalIssuer.of(bench.home(), Clock.systemUTC());
                SignIn signIn = new SignIn(
                        issuer, entitlements, bench.command("access grant SUBJECT --tenant NAME --area SITE"));
                serve(bench, issuer.authenticator(), entitlements, Optional.of(signIn));
            }
            return ExitCode.OK;
        }
    }

    /** The real time, or one that goes on from where {@code --now} says: what is kept for a while must get older. */
    private static Clock clock(GlobalOptions options) {
        Clock real = Clock.systemUTC();
        return options.isNowGiven()
                ? Clock.offset(
                        real, Duration.between(real.instant(), options.clock().instant()))
                : real;
    }

    private static void requireWithin(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new InvalidInputException(option + " " + value + " is not possible: give " + least + " to " + most);
        }
    }

    private void serve(Workbench bench, Authenticator authenticator, Entitlements entitlements, Optional<SignIn> signIn)
            throws InterruptedException {
        ServedApi.Environment environment = new ServedApi.Environment(
                new WithEntitlements(bench.platform(), entitlements),
                bench.config(),
                "",
                new RateLimit(authenticator, rate, System::nanoTime),
                LocalIssuer.cursorKey(bench.home()),
                new ServedApi.Limits(ANSWER_BYTES, READ_THREADS));
        CountDownLatch closed = new CountDownLatch(1);
        try (ServedApi api = new ServedApi(environment);
                LocalServer server = new LocalServer(host, port, api, signIn)) {
            URI address = server.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, closed), "edf-serve-end"));
            announce(bench, address, entitlements);
            server.join();
        } finally {
            bench.close();
            closed.countDown();
        }
    }

    /** The process must not end before requests under way are answered and the stores are closed. */
    private static void end(LocalServer server, CountDownLatch closed) {
        server.close();
        try {
            closed.await(CLOSING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    private void announce(Workbench bench, URI address, Entitlements entitlements) {
        bench.terminal().line("EDF is served at @|bold " + address + "|@  (Ctrl-C ends it)");
        hintAtOldForecasts(bench);
        if (noAuth) {
            bench.terminal()
                    .line(
                            "  @|yellow No sign-in:|@ whoever opens this address on this machine sees and decides everything.");
        } else if (entitlements.all().isEmpty()) {
            bench.terminal()
                    .plain("  Nobody may see anything yet. Let somebody: "
                            + bench.command("access grant SUBJECT --tenant NAME --area SITE"));
        } else {
            bench.terminal()
                    .plain("  A token for programs: " + bench.command("token --client SUBJECT") + "; or "
                            + address + "oauth2/token with the secret in "
                            + Workbench.shown(LocalIssuer.secretFile(bench.home())));
        }
    }

    private static void hintAtOldForecasts(Workbench bench) {
        Instant now = bench.clock().instant();
        try {
            bench.platform().forecasts().runs().stream()
                    .findFirst()
                    .filter(newest -> newest.issuedAt().plus(OLD).isBefore(now))
                    .ifPresent(newest -> bench.terminal()
                            .plain("  The newest forecast is of " + newest.issuedAt() + ". To see it as on that day: "
                                    + bench.command("serve --now " + newest.issuedAt())));
        } catch (DependencyUnavailableException busy) {
            bench.terminal().plain("  " + busy.getMessage());
        }
    }
}
