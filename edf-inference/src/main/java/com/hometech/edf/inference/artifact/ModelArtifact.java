package com.hometech.edf.inference.artifact;

import static java.util.Objects.requireNonNull;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.error.ModelUnusableException;
import com.hometech.edf.inference.artifact.ModelArchive.Limits;
import com.hometech.edf.inference.artifact.ModelMetadata.BoosterFacts;
import com.hometech.edf.inference.artifact.ModelMetadata.FileFacts;
import com.hometech.edf.inference.artifact.ModelMetadata.GoldenPrediction;
import com.hometech.edf.inference.booster.TreeEnsemble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A model that passed every check and can predict.
 *
 * @param metadata what it is
 * @param content what predicts
 * @param newBuildings trees for buildings with little or no history; empty where training could not grow them
 * @param ranges between which values features were learned; {@link FeatureRanges#UNKNOWN} where the model does not know
 */
public record ModelArtifact(
        ModelMetadata metadata, ModelContent content, Optional<QuantileTrees> newBuildings, FeatureRanges ranges) {
    private static final Set<ArtifactFile> ADDITIVE = Set.of(ArtifactFile.ADDITIVE, ArtifactFile.ADDITIVE_STATE);

    private static final long MAX_ARCHIVE_BYTES = 384L << 20;

    /**
     * Opens {@code model.tar.gz} if it is the one that was registered.
     *
     * @param sha256 checksum that the registry keeps, in hex
     * @throws ModelUnusableException when the checksum differs or anything inside is not as EDF wrote it
     */
    public static ModelArtifact open(Path tarGz, String sha256) throws IOException {
        return open(bytes(tarGz), tarGz.getFileName().toString(), sha256);
    }

    /** As {@link #open(Path, String)}, of an archive in memory that errors call by a name. */
    public static ModelArtifact open(byte[] tarGz, String name, String sha256) {
        String found = Checksums.sha256(tarGz);
        if (!found.equalsIgnoreCase(sha256.strip())) {
            throw new ModelUnusableException("SECURITY: " + name + " is not the registered model: its SHA-256 is "
                    + found + ", the registry says " + sha256 + "; find out who changed it, then train again");
        }
        return read(tarGz, name);
    }

    /** Opens {@code model.tar.gz} straight from training, before it is registered and has a checksum to hold against. */
    public static ModelArtifact openUnregistered(Path tarGz) throws IOException {
        return read(bytes(tarGz), tarGz.getFileName().toString());
    }

    /** Opens the directory that a training job leaves and that becomes {@code model.tar.gz}. */
    public static ModelArtifact openDirectory(Path model) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (ArtifactFile file : ArtifactFile.values()) {
            Path path = model.resolve(file.fileName());
            if (Files.isRegularFile(path)) {
                files.put(file.fileName(), Files.readAllBytes(path));
            }
        }
        return check(files, model.getFileName().toString());
    }

    /** Weather columns that its forecasts read from series of buildings. */
    public List<String> seriesColumns() {
        return additive().map(AdditiveModels::regressors).orElse(List.of());
    }

    /** The model over all buildings, where that is what it is. */
    public Optional<BoostedModel> boosted() {
        return content instanceof BoostedModel model ? Optional.of(model) : Optional.empty();
    }

    /** The models of single buildings, where that is what it is. */
    public Optional<AdditiveModels> additive() {
        return content instanceof AdditiveModels models ? Optional.of(models) : Optional.empty();
    }

    private static byte[] bytes(Path tarGz) throws IOException {
        if (!Files.isRegularFile(tarGz)) {
            throw new InvalidInputException("There is no model at " + tarGz);
        }
        if (Files.size(tarGz) > MAX_ARCHIVE_BYTES) {
            throw new ModelUnusableException(tarGz.getFileName() + " is refused: it has " + Files.size(tarGz)
                    + " bytes; at most " + MAX_ARCHIVE_BYTES);
        }
        return Files.readAllBytes(tarGz);
    }

    private static ModelArtifact read(byte[] archive, String name) {
        return check(ModelArchive.unpack(archive, name, Limits.MODEL), name);
    }

    private static ModelArtifact check(Map<String, byte[]> files, String name) {
        byte[] json = files.remove(ArtifactFile.METADATA.fileName());
        if (json == null) {
            throw new ModelUnusableException(name + " holds no " + ArtifactFile.METADATA.fileName());
        }
        ModelMetadata metadata = MetadataJson.read(json);
        Map<ArtifactFile, List<TreeEnsemble>> boosters = new EnumMap<>(ArtifactFile.class);
        for (BoosterFacts facts : metadata.boosters()) {
            if (boosters.put(facts.file(), booster(facts, taken(facts.file(), files, name))) != null) {
                throw notOnce(facts.file(), name);
            }
        }
        Map<ArtifactFile, byte[]> others = new EnumMap<>(ArtifactFile.class);
        for (FileFacts facts : metadata.files()) {
            byte[] bytes = taken(facts.file(), files, name);
            requireChecksum(facts.file(), bytes, facts.sha256());
            if (others.put(facts.file(), bytes) != null) {
                throw notOnce(facts.file(), name);
            }
        }
        byte[] known = others.remove(ArtifactFile.FEATURE_RANGES);
        Optional<QuantileTrees> newBuildings = quantiles(metadata, boosters, ArtifactFile.NEW_BUILDINGS);
        boosters.remove(ArtifactFile.NEW_BUILDINGS);
        boolean whole = newBuildings.isPresent() == metadata.newBuildings().areKnown()
                && (others.isEmpty()
                        ? isWhole(boosters.keySet())
                        : boosters.isEmpty() && others.keySet().equals(ADDITIVE));
        if (!whole || !files.isEmpty()) {
            throw new ModelUnusableException(name + " and its metadata do not agree: boosters " + boosters.keySet()
                    + ", others " + others.keySet() + ", not named " + files.keySet());
        }
        return new ModelArtifact(
                metadata,
                others.isEmpty() ? trees(metadata, boosters) : models(metadata, others),
                newBuildings,
                known == null ? FeatureRanges.UNKNOWN : FeatureRanges.read(known));
    }

    private static byte[] taken(ArtifactFile file, Map<String, byte[]> files, String name) {
        byte[] bytes = files.remove(file.fileName());
        if (bytes == null) {
            throw notOnce(file, name);
        }
        return bytes;
    }

    private static ModelUnusableException notOnce(ArtifactFile file, String name) {
        return new ModelUnusableException(
                name + " does not hold " + file.fileName() + " exactly once, as its metadata says");
    }

    private static void requireChecksum(ArtifactFile file, byte[] bytes, String sha256) {
        if (!Checksums.sha256(bytes).equals(sha256)) {
            throw new ModelUnusableException(file.fileName() + " does not have the checksum that its metadata records");
        }
    }

    private static boolean isWhole(Set<ArtifactFile> boosters) {
        return boosters.contains(ArtifactFile.BOOSTER)
                && boosters.contains(ArtifactFile.QUANTILES)
                && boosters.contains(ArtifactFile.BOOSTER_WITHOUT_WEATHER)
                        == boosters.contains(ArtifactFile.QUANTILES_WITHOUT_WEATHER);
    }

    private static AdditiveModels models(ModelMetadata metadata, Map<ArtifactFile, byte[]> files) {
        AdditiveModels models = AdditiveFiles.read(
                requireNonNull(files.get(ArtifactFile.ADDITIVE)),
                requireNonNull(files.get(ArtifactFile.ADDITIVE_STATE)));
        if (!List.copyOf(models.buildings().keySet()).equals(metadata.buildings())) {
            throw new ModelUnusableException(ArtifactFile.ADDITIVE.fileName() + " holds models of "
                    + models.buildings().keySet() + "; its metadata says " + metadata.buildings());
        }
        return models;
    }

    private static BoostedModel trees(ModelMetadata metadata, Map<ArtifactFile, List<TreeEnsemble>> boosters) {
        return new BoostedModel(
                trees(metadata, boosters, ArtifactFile.BOOSTER, ArtifactFile.QUANTILES)
                        .orElseThrow(),
                trees(
                        metadata,
                        boosters,
                        ArtifactFile.BOOSTER_WITHOUT_WEATHER,
                        ArtifactFile.QUANTILES_WITHOUT_WEATHER));
    }

    private static Optional<ModelTrees> trees(
            ModelMetadata metadata,
            Map<ArtifactFile, List<TreeEnsemble>> boosters,
            ArtifactFile expected,
            ArtifactFile quantiles) {
        return Optional.ofNullable(boosters.get(expected))
                .map(trees -> new ModelTrees(
                        trees.get(0), quantiles(metadata, boosters, quantiles).orElseThrow()));
    }

    private static Optional<QuantileTrees> quantiles(
            ModelMetadata metadata, Map<ArtifactFile, List<TreeEnsemble>> boosters, ArtifactFile file) {
        List<Double> levels = metadata.boosters().stream()
                .filter(facts -> facts.file() == file)
                .flatMap(facts -> facts.levels().stream())
                .toList();
        return Optional.ofNullable(boosters.get(file)).map(trees -> new QuantileTrees(levels, trees));
    }

    private static List<TreeEnsemble> booster(BoosterFacts facts, byte[] ubjson) {
        String file = facts.file().fileName();
        requireChecksum(facts.file(), ubjson, facts.sha256());
        List<TreeEnsemble> outputs = TreeEnsemble.readOutputs(ubjson, file);
        List<String> columns = outputs.get(0).featureNames();
        int trees = outputs.stream().mapToInt(TreeEnsemble::treeCount).sum();
        int expectedOutputs = Math.max(1, facts.levels().size());
        if (!columns.equals(facts.columns()) || trees != facts.trees() || outputs.size() != expectedOutputs) {
            throw new ModelUnusableException(file + " has " + trees + " trees for " + outputs.size() + " outputs over "
                    + columns + "; its metadata says " + facts.trees() + " for " + expectedOutputs + " over "
                    + facts.columns());
        }
        facts.golden().forEach(golden -> repeat(golden, outputs, file));
        return outputs;
    }

    private static void repeat(GoldenPrediction golden, List<TreeEnsemble> outputs, String file) {
        float[] row = new float[outputs.get(0).featureCount()];
        if (golden.values().size() != row.length || golden.predictions().size() != outputs.size()) {
            throw new ModelUnusableException(file + " has a golden row of "
                    + golden.values().size() + " values and "
                    + golden.predictions().size() + " predictions, not " + row.length + " and " + outputs.size());
        }
        for (int column = 0; column < row.length; column++) {
            row[column] = golden.values().get(column);
        }
        for (int output = 0; output < outputs.size(); output++) {
            float prediction = outputs.get(output).predict(row);
            float said = golden.predictions().get(output);
            if (Float.compare(prediction, said) != 0) {
                throw new ModelUnusableException(file + " predicts " + prediction + " where it said " + said
                        + " when it was trained: the file or the reader changed; train again");
            }
        }
    }
}
