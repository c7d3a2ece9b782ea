package com.hometech.edf.cli.platform;

import com.hometech.edf.cli.platform.AtomicFiles.Content;
import com.hometech.edf.common.domain.AreaId;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Entitlement;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.json.JsonFiles;
import com.hometech.edf.common.port.EntitlementRegister;
import com.hometech.edf.inference.artifact.Checksums;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Entitlements as JSON files, one for each subject, named by the SHA-256 of the subject: any text may be a subject. */
public final class FileEntitlements implements EntitlementRegister {
    private static final String ENDING = ".json";

    private final Path root;
    private final AtomicFiles files;

    /** @param root holds the files; made when the first is written */
    public FileEntitlements(Path root) {
        this.root = root;
        this.files = new AtomicFiles(root.resolve(".incoming"));
    }

    /** An entitlement as it is stored. */
    record StoredEntitlement(
            String subject, String tenant, List<String> buildings, List<String> areas, boolean mayDecideModels) {
        static StoredEntitlement of(Entitlement entitlement) {
            return new StoredEntitlement(
                    entitlement.subject(),
                    entitlement.tenant(),
                    entitlement.buildings().stream()
                            .map(BuildingId::value)
                            .sorted()
                            .toList(),
                    entitlement.areas().stream().map(AreaId::value).sorted().toList(),
                    entitlement.mayDecideModels());
        }

        Entitlement toEntitlement() {
            Set<BuildingId> buildingIds =
                    buildings.stream().map(BuildingId::new).collect(Collectors.toSet());
            Set<AreaId> areaIds = areas.stream().map(AreaId::new).collect(Collectors.toSet());
            return new Entitlement(subject, tenant, buildingIds, areaIds, mayDecideModels);
        }
    }

    @Override
    public Optional<Entitlement> find(String subject) {
        return read(file(subject));
    }

    @Override
    public List<Entitlement> all() {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(root)) {
            return paths.filter(path -> path.toString().endsWith(ENDING))
                    .map(FileEntitlements::read)
                    .flatMap(Optional::stream)
                    .sorted(Comparator.comparing(Entitlement::subject))
                    .toList();
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot list " + root + ": " + failure, failure);
        }
    }

    @Override
    public void put(Entitlement entitlement) {
        Path file = file(entitlement.subject());
        byte[] bytes = JsonFiles.toText(StoredEntitlement.of(entitlement)).getBytes(StandardCharsets.UTF_8);
        try {
            files.replace(file, Content.of(bytes));
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot write " + file + ": " + failure, failure);
        }
    }

    @Override
    public void remove(String subject) {
        Path file = file(subject);
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot remove " + file + ": " + failure, failure);
        }
    }

    private Path file(String subject) {
        return root.resolve(Checksums.sha256(subject.getBytes(StandardCharsets.UTF_8)) + ENDING);
    }

    private static Optional<Entitlement> read(Path file) {
        try {
            return Optional.of(JsonFiles.read(file, StoredEntitlement.class).toEntitlement());
        } catch (NoSuchFileException unknown) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot read " + file + ": " + failure, failure);
        }
    }
}
