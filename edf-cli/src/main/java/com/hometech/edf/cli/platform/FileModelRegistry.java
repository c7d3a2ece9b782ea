package com.hometech.edf.cli.platform;

import com.hometech.edf.cli.platform.AtomicFiles.Content;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.json.JsonFiles;
import com.hometech.edf.common.port.ApprovalStatus;
import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.common.port.ModelRegistry;
import com.hometech.edf.common.port.ObjectUri;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A model registry of JSON files: {@code <root>/<group>/000001/package.json} and beside it one file for each decision
 * about it. Files are only ever created, never changed, so versions have no gaps and no decision is lost, whoever writes
 * at the same time.
 */
public final class FileModelRegistry implements ModelRegistry {
    private final Path root;
    private final Clock clock;
    private final AtomicFiles files;

    /** @param root holds the groups; made when the first model is registered */
    public FileModelRegistry(Path root, Clock clock) {
        this.root = root;
        this.clock = clock;
        this.files = new AtomicFiles(root.resolve(".incoming"));
    }

    /** A registration as it is stored. */
    record StoredPackage(
            String clientToken,
            String modelData,
            String sha256,
            Instant createdAt,
            Map<String, Double> metrics,
            Map<String, String> metadata) {}

    /**
     * What a person decided about a model.
     *
     * @param status what the model became
     * @param reason who decided and why
     * @param decidedAt when
     */
    public record Decision(ApprovalStatus status, String reason, Instant decidedAt) {}

    @Override
    public ModelPackage register(Registration registration) {
        registration.requireUsable();
        StoredPackage stored = new StoredPackage(
                registration.clientToken(),
                registration.modelData().toString(),
                registration.sha256(),
                clock.instant(),
                registration.metrics(),
                registration.metadata());
        Content content = content(stored);
        while (true) {
            int newest = 0;
            for (StoredPackage earlier = read(registration.group(), 1); earlier != null; ) {
                newest++;
                if (earlier.clientToken().equals(registration.clientToken())) {
                    return toPackage(registration.group(), newest, earlier);
                }
                earlier = read(registration.group(), newest + 1);
            }
            // whoever creates the next version first has it; the others look again, and find an equal token if it has
            // one
            if (create(directory(registration.group(), newest + 1).resolve("package.json"), content)) {
                return toPackage(registration.group(), newest + 1, stored);
            }
        }
    }

    @Override
    public List<ModelPackage> list(String group) {
        List<ModelPackage> packages = new ArrayList<>();
        for (int version = 1; ; version++) {
            Optional<ModelPackage> found = find(group, version);
            if (found.isEmpty()) {
                Collections.reverse(packages);
                return List.copyOf(packages);
            }
            packages.add(found.get());
        }
    }

    @Override
    public Optional<ModelPackage> find(String group, int version) {
        StoredPackage stored = version < 1 ? null : read(group, version);
        return stored == null ? Optional.empty() : Optional.of(toPackage(group, version, stored));
    }

    @Override
    public ModelPackage decide(String group, int version, ApprovalStatus status, String reason) {
        ModelRegistry.requireReason(group, version, reason);
        if (find(group, version).isEmpty()) {
            throw new InvalidInputException("There is no model " + group + "/" + version + "; registered are "
                    + list(group).stream().map(ModelPackage::modelVersion).toList());
        }
        Content content = content(new Decision(status, reason.strip(), clock.instant()));
        int number = history(group, version).size() + 1;
        while (!create(decisionFile(group, version, number), content)) {
            number++;
        }
        return find(group, version).orElseThrow();
    }

    /** Every decision about a model, in the order in which they were made. */
    public List<Decision> history(String group, int version) {
        List<Decision> decisions = new ArrayList<>();
        for (Path file = decisionFile(group, version, 1); Files.exists(file); ) {
            decisions.add(parse(file, Decision.class));
            file = decisionFile(group, version, decisions.size() + 1);
        }
        return List.copyOf(decisions);
    }

    private ModelPackage toPackage(String group, int version, StoredPackage stored) {
        List<Decision> decisions = history(group, version);
        Decision current = decisions.isEmpty()
                ? new Decision(ApprovalStatus.PENDING_MANUAL_APPROVAL, "", stored.createdAt())
                : decisions.get(decisions.size() - 1);
        return new ModelPackage(
                group,
                version,
                "arn:aws:sagemaker:local:000000000000:model-package/" + group.toLowerCase(Locale.ROOT) + "/" + version,
                ObjectUri.parse(stored.modelData()),
                stored.sha256(),
                current.status(),
                current.reason(),
                stored.createdAt(),
                stored.metrics(),
                stored.metadata());
    }

    private Path directory(String group, int version) {
        ModelRegistry.requireGroupName(group);
        return root.resolve(group).resolve("%06d".formatted(version));
    }

    private Path decisionFile(String group, int version, int number) {
        return directory(group, version).resolve("decision-%04d.json".formatted(number));
    }

    private @Nullable StoredPackage read(String group, int version) {
        Path file = directory(group, version).resolve("package.json");
        return Files.exists(file) ? parse(file, StoredPackage.class) : null;
    }

    private static Content content(Object value) {
        return Content.of(JsonFiles.toText(value).getBytes(StandardCharsets.UTF_8));
    }

    private boolean create(Path file, Content content) {
        try {
            return files.create(file, content);
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot write " + file + ": " + failure, failure);
        }
    }

    private static <T> T parse(Path file, Class<T> type) {
        try {
            return JsonFiles.read(file, type);
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot read " + file + ": " + failure, failure);
        }
    }
}
