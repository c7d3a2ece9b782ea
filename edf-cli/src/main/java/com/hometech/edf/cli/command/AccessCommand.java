package com.hometech.edf.cli.command;

import com.hometech.edf.cli.ExitCode;
import com.hometech.edf.cli.Workbench;
import com.hometech.edf.cli.terminal.TextTable;
import com.hometech.edf.common.config.NearestName;
import com.hometech.edf.common.domain.Area;
import com.hometech.edf.common.domain.AreaId;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Entitlement;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.EntitlementRegister;
import com.hometech.edf.data.table.AreaFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code edf access …}: who may see which buildings through the APIs, and who decides about models. */
@Command(
        name = "access",
        mixinStandardHelpOptions = true,
        description = "Grants, revokes and lists who may see which buildings through the APIs (docs/serve.md).")
public final class AccessCommand implements Runnable {
    private static final String WHO = "Client id of a machine, or sub of a user, as access tokens say it.";
    private static final int SHOWN_IDS = 3;

    @Spec
    private CommandSpec spec;

    /** What is granted or revoked. */
    static final class Rights {
        @Option(names = "--building", paramLabel = "ID", split = ",", description = "A building; may come again.")
        private List<String> buildings = List.of();

        @Option(
                names = "--area",
                paramLabel = "ID",
                split = ",",
                description =
                        "An area, all of whose buildings may be seen: a site, or one of areas.csv. May come again.")
        private List<String> areas = List.of();

        @Option(names = "--may-decide-models", description = "To approve and reject models.")
        private boolean mayDecideModels;

        private boolean areNone() {
            return buildings.isEmpty() && areas.isEmpty() && !mayDecideModels;
        }

        private Set<BuildingId> buildingIds() {
            return buildings.stream().map(BuildingId::new).collect(Collectors.toSet());
        }

        private Set<AreaId> areaIds() {
            return areas.stream().map(AreaId::new).collect(Collectors.toSet());
        }
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "grant",
            mixinStandardHelpOptions = true,
            description = "Lets a machine or user see more. What was granted before stays.")
    int grant(
            @Parameters(paramLabel = "SUBJECT", description = WHO) String subject,
            @Option(
                            names = "--tenant",
                            paramLabel = "NAME",
                            description = "Whom the subject belongs to; needed the first time.")
                    @Nullable
                    String tenant,
            @Mixin Rights rights) {
        try (Workbench bench = Workbench.open(spec)) {
            EntitlementRegister entitlements = bench.entitlements();
            Optional<Entitlement> earlier = entitlements.find(subject);
            if (tenant == null && earlier.isEmpty()) {
                throw new InvalidInputException("--tenant is missing: nothing is granted to " + subject
                        + " yet, so say whom it belongs to, for example --tenant \"Grid North\"");
            }
            if (!rights.buildings.isEmpty() || !rights.areas.isEmpty()) {
                requireKnown(rights, bench);
            }
            Entitlement entitlement = new Entitlement(
                    subject,
                    tenant == null ? earlier.orElseThrow().tenant() : tenant,
                    union(earlier.map(Entitlement::buildings), rights.buildingIds()),
                    union(earlier.map(Entitlement::areas), rights.areaIds()),
                    rights.mayDecideModels
                            || earlier.map(Entitlement::mayDecideModels).orElse(false));
            entitlements.put(entitlement);
            bench.terminal().line("@|green ✓|@ " + described(entitlement));
            return ExitCode.OK;
        }
    }

    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description = "Takes rights away; all of them where none is named.")
    int revoke(@Parameters(paramLabel = "SUBJECT", description = WHO) String subject, @Mixin Rights rights) {
        try (Workbench bench = Workbench.open(spec)) {
            EntitlementRegister entitlements = bench.entitlements();
            Entitlement earlier = entitlements.find(subject).orElseThrow(() -> unknown(subject, entitlements));
            if (rights.areNone()) {
                entitlements.remove(subject);
                bench.terminal().line("@|green ✓|@ " + subject + " may see nothing any more");
                return ExitCode.OK;
            }
            requireGranted("--building", rights.buildings, names(earlier.buildings(), BuildingId::value), subject);
            requireGranted("--area", rights.areas, names(earlier.areas(), AreaId::value), subject);
            Entitlement entitlement = new Entitlement(
                    subject,
                    earlier.tenant(),
                    difference(earlier.buildings(), rights.buildingIds()),
                    difference(earlier.areas(), rights.areaIds()),
                    earlier.mayDecideModels() && !rights.mayDecideModels);
            entitlements.put(entitlement);
            bench.terminal().line("@|green ✓|@ " + described(entitlement));
            return ExitCode.OK;
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists who may see what.")
    int list() {
        try (Workbench bench = Workbench.open(spec)) {
            List<Entitlement> all = bench.platform().entitlements().all();
            if (all.isEmpty()) {
                bench.terminal()
                        .plain("Nobody may see anything through the APIs yet. Let somebody: "
                                + bench.command("access grant SUBJECT --tenant NAME --area SITE"));
                return ExitCode.OK;
            }
            TextTable table = new TextTable("subject", "tenant", "buildings", "areas", "decides models");
            all.forEach(entitlement -> table.row(
                    entitlement.subject(),
                    entitlement.tenant(),
                    few(names(entitlement.buildings(), BuildingId::value)),
                    few(names(entitlement.areas(), AreaId::value)),
                    entitlement.mayDecideModels() ? "yes" : "no"));
            bench.terminal().plain(table.render(bench.terminal().width()));
            return ExitCode.OK;
        }
    }

    private static void requireKnown(Rights rights, Workbench bench) {
        Topology topology = bench.topology();
        List<String> buildings = topology.buildings().stream()
                .map(building -> building.id().value())
                .toList();
        requireAmong("--building", "building", rights.buildings, buildings);
        Stream<String> sites =
                topology.buildings().stream().map(building -> building.site().value());
        Stream<String> others =
                areas(bench, topology).stream().map(area -> area.id().value());
        requireAmong(
                "--area",
                "area",
                rights.areas,
                Stream.concat(sites, others).distinct().sorted().toList());
    }

    private static List<Area> areas(Workbench bench, Topology topology) {
        Path directory = bench.pathOf(bench.places().calendarTopology());
        try {
            return AreaFile.read(directory, topology);
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot read " + directory + ": " + failure, failure);
        }
    }

    private static void requireAmong(String option, String what, List<String> wanted, List<String> known) {
        for (String id : wanted) {
            if (!known.contains(id)) {
                String which = NearestName.of(id, known)
                        .map(name -> "did you mean " + name + "?")
                        .orElseGet(() -> "there are " + known.size() + ", for example "
                                + known.subList(0, Math.min(SHOWN_IDS, known.size())));
                throw new InvalidInputException(option + " " + id + ": there is no such " + what + "; " + which);
            }
        }
    }

    private static void requireGranted(String option, List<String> wanted, List<String> granted, String subject) {
        for (String id : wanted) {
            if (!granted.contains(id)) {
                throw new InvalidInputException(option + " " + id + " is not granted to " + subject + "; "
                        + (granted.isEmpty() ? "none is" : NearestName.hint(id, granted)));
            }
        }
    }

    private static InvalidInputException unknown(String subject, EntitlementRegister entitlements) {
        List<String> known =
                entitlements.all().stream().map(Entitlement::subject).toList();
        return new InvalidInputException("Nothing is granted to " + subject + "; "
                + (known.isEmpty() ? "nor to anybody else" : NearestName.hint(subject, known)));
    }

    private static <T> List<String> names(Collection<T> ids, Function<T, String> name) {
        return ids.stream().map(name).sorted().toList();
    }

    private static <T extends Comparable<T>> Set<T> union(Optional<Set<T>> earlier, Set<T> more) {
        Set<T> all = new TreeSet<>(more);
        earlier.ifPresent(all::addAll);
        return all;
    }

    private static <T extends Comparable<T>> Set<T> difference(Set<T> earlier, Set<T> less) {
        Set<T> rest = new TreeSet<>(earlier);
        rest.removeAll(less);
        return rest;
    }

    private static String described(Entitlement entitlement) {
        return entitlement.subject() + " of " + entitlement.tenant() + " may see "
                + counted(entitlement.buildings().size(), "building") + " and all of "
                + counted(entitlement.areas().size(), "area")
                + (entitlement.mayDecideModels() ? ", and decide about models" : "");
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static String few(List<String> names) {
        return names.size() <= SHOWN_IDS
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, SHOWN_IDS)) + " and " + (names.size() - SHOWN_IDS) + " more";
    }
}
