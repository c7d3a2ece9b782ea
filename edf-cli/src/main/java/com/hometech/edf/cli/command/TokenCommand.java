package com.hometech.edf.cli.command;

import com.hometech.edf.api.access.Scope;
import com.hometech.edf.cli.ExitCode;
import com.hometech.edf.cli.Workbench;
import com.hometech.edf.cli.serve.LocalIssuer;
import com.hometech.edf.common.config.NearestName;
import com.hometech.edf.common.domain.Entitlement;
import com.hometech.edf.common.error.InvalidInputException;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code edf token}: an access token for a server of the same home. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = {
            "Prints an access token for edf serve of the same home, valid for an hour (docs/serve.md).",
            "",
            "curl -H \"Authorization: Bearer $(edf token --client dso-north)\" http://127.0.0.1:8080/v1/me"
        })
public final class TokenCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--client",
            required = true,
            paramLabel = "SUBJECT",
            description = "Whom the token is for: one who may see something (edf access list).")
    private String subject = "";

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            split = ",",
            description =
                    "What the token allows; may come again. Default: to read forecasts and homes, and models too for who "
                            + "decides about them. "
                            + "edf/forecasts.read, edf/homes.read, edf/models.read, edf/models.decide.")
    private List<String> scopes = List.of();

    @Option(names = "--user", description = "A token as a user of the pages gets it, not a machine.")
    private boolean user;

    @Override
    public Integer call() {
        Set<Scope> named = named();
        try (Workbench bench = Workbench.open(spec)) {
            Entitlement entitlement = bench.entitlements().find(subject).orElseThrow(() -> unknown(bench));
            Set<Scope> wanted = named.isEmpty() ? usable(entitlement) : named;
            if (wanted.contains(Scope.MODELS_DECIDE) && !entitlement.mayDecideModels()) {
                throw new InvalidInputException("--scope " + Scope.MODELS_DECIDE.code() + ": " + subject
                        + " may not decide about models; let it: "
                        + bench.command("access grant " + Workbench.quoted(subject) + " --may-decide-models"));
            }
            // servers go by the real time, whatever time it is taken to be
            LocalIssuer issuer = LocalIssuer.of(bench.home(), Clock.systemUTC());
            bench.terminal().plain(user ? issuer.tokenOfUser(subject, wanted) : issuer.tokenOfMachine(subject, wanted));
            return ExitCode.OK;
        }
    }

    /** To read what the subject is there for: evaluations of models name buildings of all tenants. */
    private static Set<Scope> usable(Entitlement entitlement) {
        Set<Scope> usable = EnumSet.of(Scope.FORECASTS_READ, Scope.HOMES_READ);
        if (entitlement.mayDecideModels()) {
            usable.add(Scope.MODELS_READ);
        }
        return usable;
    }

    private Set<Scope> named() {
        List<String> known = Arrays.stream(Scope.values()).map(Scope::code).toList();
        for (String scope : scopes) {
            if (!known.contains(scope)) {
                throw new InvalidInputException(
                        "--scope " + scope + " is none of EDF's; " + NearestName.hint(scope, known));
            }
        }
        return Scope.among(String.join(" ", scopes));
    }

    private InvalidInputException unknown(Workbench bench) {
        List<String> known =
                bench.entitlements().all().stream().map(Entitlement::subject).toList();
        return new InvalidInputException("--client " + subject + " may see nothing; "
                + (known.isEmpty()
                        ? "let it: "
                                + bench.command(
                                        "access grant " + Workbench.quoted(subject) + " --tenant NAME --area SITE")
                        : NearestName.hint(subject, known)));
    }
}
