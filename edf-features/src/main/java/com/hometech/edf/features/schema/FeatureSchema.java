package com.hometech.edf.features.schema;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.json.JsonFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Ordered features on a grid of one step. Two schemas with the same {@link #fingerprint()} mean the same columns, computed
 * the same way; a model refuses a table with another fingerprint.
 *
 * @param step distance of two intervals
 * @param features the columns in their order; names differ
 */
public record FeatureSchema(Duration step, List<Feature> features) {
    /** Name of the file that lies beside feature tables and inside models. */
    public static final String FILE_NAME = "feature_schema.json";

    public FeatureSchema {
        features = List.copyOf(features);
        Set<String> names = new HashSet<>();
        for (Feature feature : features) {
            if (!names.add(feature.name())) {
                throw new InvalidInputException("Feature " + feature.name() + " occurs twice in the schema");
            }
        }
    }

    /** How many features there are. */
    public int size() {
        return features.size();
    }

    /** The names in column order. */
    public List<String> names() {
        return features.stream().map(Feature::name).toList();
    }

    /** The column of a feature; -1 where the schema has no such feature. */
    public int indexOf(String name) {
        for (int column = 0; column < features.size(); column++) {
            if (features.get(column).name().equals(name)) {
                return column;
            }
        }
        return -1;
    }

    /** SHA-256 (hexadecimal) over step, names, kinds and definitions in column order. */
    public String fingerprint() {
        MessageDigest digest = sha256();
        add(digest, step.toString());
        for (Feature feature : features) {
            add(digest, feature.name());
            add(digest, feature.kind().name());
            add(digest, feature.definition());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The schema as JSON text, fingerprint included. */
    public String toJson() {
        return JsonFiles.toText(new Document(fingerprint(), step, features));
    }

    /** Reads {@link #toJson()}; refuses text whose fingerprint does not fit its features. */
    public static FeatureSchema fromJson(String json, String source) {
        Document document = JsonFiles.parse(json, Document.class, source);
        FeatureSchema schema = new FeatureSchema(document.step(), document.features());
        if (!schema.fingerprint().equals(document.fingerprint())) {
            throw new InvalidInputException(source + " was changed by hand: its features have the fingerprint "
                    + schema.fingerprint() + ", it says " + document.fingerprint());
        }
        return schema;
    }

    /** Writes {@link #FILE_NAME} into the directory. */
    public void write(Path directory) throws IOException {
        JsonFiles.write(directory.resolve(FILE_NAME), new Document(fingerprint(), step, features));
    }

    /** Reads {@link #FILE_NAME} from the directory. */
    public static FeatureSchema read(Path directory) throws IOException {
        Path file = directory.resolve(FILE_NAME);
        return fromJson(Files.readString(file), file.toString());
    }

    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private record Document(String fingerprint, Duration step, List<Feature> features) {}
}
