package com.hometech.edf.cli.sagemaker;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.job.OutputManifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Puts what a job wrote below its output prefix, so that a reader sees all of it or knows that it is not complete. */
final class OutputPublisher {

    private final ObjectStore store;

    OutputPublisher(ObjectStore store) {
        this.store = store;
    }

    /**
     * Replaces what is below {@code prefix} by the files below {@code folder}; the manifest comes last.
     *
     * @throws InvalidInputException where the job wrote no file there
     */
    void publish(Path folder, ObjectUri prefix) throws IOException {
        Map<String, Path> files = OutputManifest.filesBelow(folder);
        if (files.isEmpty()) {
            throw new InvalidInputException("The job wrote no file for " + prefix);
        }
        OutputManifest manifest = OutputManifest.of(folder);
        ObjectUri base = new ObjectUri(prefix.bucket(), prefix.key().endsWith("/") ? prefix.key() : prefix.key() + "/");
        ObjectUri publishing = base.resolve(OutputManifest.PUBLISHING);
        ObjectUri manifestUri = base.resolve(OutputManifest.FILE_NAME);
        // the mark comes before anything is removed: at no moment does an incomplete prefix look complete
        store.put(publishing, "outputs of a job are being published\n".getBytes(StandardCharsets.UTF_8));
        store.delete(manifestUri);
        for (ObjectStore.Entry old : store.list(base)) {
            if (!old.uri().equals(publishing)) {
                store.delete(old.uri());
            }
        }
        for (Map.Entry<String, Path> file : files.entrySet()) {
            store.put(base.resolve(file.getKey()), file.getValue());
        }
        store.put(manifestUri, manifest.toText().getBytes(StandardCharsets.UTF_8));
        store.delete(publishing);
    }
}
