package com.hometech.edf.job;

import com.hometech.edf.common.json.JsonFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The output folders of a processing job on this host. Each is marked as incomplete until the job succeeded.
 *
 * <p>On several hosts each has a part of the files in the same folders, and SageMaker uploads all parts to the same prefix.
 * The first host's manifest names the files of all hosts. The other hosts keep their marks, which say that a folder is no
 * input unless a manifest lies beside, and the manifest says whether every part is there.
 */
final class JobOutputs {
    private static final Logger LOG = LoggerFactory.getLogger(JobOutputs.class);

    private final List<Path> folders;

    /** @param folders with different names */
    JobOutputs(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /**
     * What one host left, or all of them.
     *
     * @param folders what lies in each folder, by its name
     */
    record Content(Map<String, OutputManifest> folders) {
        Content {
            folders = new TreeMap<>(folders);
        }

        static Content parse(String text, String source) {
            return JsonFiles.parse(text, Content.class, source);
        }

        String toText() {
            return JsonFiles.toText(this);
        }

        /**
         * What lies here and there.
         *
         * @throws IllegalStateException where a file has the same name and other bytes
         */
        Content with(Content other) {
            Map<String, OutputManifest> all = new TreeMap<>(folders);
            other.folders.forEach((name, manifest) -> all.merge(name, manifest, OutputManifest::with));
            return new Content(all);
        }
    }

    /** Makes the folders, and marks them as incomplete. */
    void mark() throws IOException {
        for (Path folder : folders) {
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve(OutputManifest.PUBLISHING),
                    "not complete unless " + OutputManifest.FILE_NAME + " lies beside\n");
        }
    }

    /**
     * Removes files whose names begin with a point: their writers ended before they were done. A task whose host was out of
     * reach for a while, and that was given to another host, leaves such a file.
     */
    void removeUnfinished() throws IOException {
        for (Path folder : folders) {
            for (Path file : OutputManifest.filesBelow(folder).values()) {
                if (file.getFileName().toString().startsWith(".")) {
                    LOG.warn("{} was never finished: it is removed", file);
                    Files.delete(file);
                }
            }
        }
    }

    /** What lies in the folders. */
    Content content() throws IOException {
        Map<String, OutputManifest> content = new TreeMap<>();
        for (Path folder : folders) {
            content.put(folder.getFileName().toString(), OutputManifest.of(folder));
        }
        return new Content(content);
    }

    /** Turns each mark into the manifest, in one step. */
    void complete(Content content) throws IOException {
        for (Path folder : folders) {
            OutputManifest manifest = content.folders().get(folder.getFileName().toString());
            if (manifest == null || manifest.files().isEmpty()) {
                throw new IllegalStateException("The job wrote no file to " + folder);
            }
            Path mark = folder.resolve(OutputManifest.PUBLISHING);
            Files.writeString(mark, manifest.toText());
            Files.move(mark, folder.resolve(OutputManifest.FILE_NAME), StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
