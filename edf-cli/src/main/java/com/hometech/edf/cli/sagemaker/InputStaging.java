package com.hometech.edf.cli.sagemaker;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.job.OutputManifest;
import java.io.IOException;
import java.nio.file.Path;

/** Lays a job's inputs into its tree, as SageMaker does before a container starts. */
final class InputStaging {

    private final ObjectStore store;

    InputStaging(ObjectStore store) {
        this.store = store;
    }

    /**
     * Makes what lies at {@code s3Uri} readable below {@code target}.
     *
     * @throws InvalidInputException where there is nothing, or a job's output that is not complete
     */
    void stage(String input, String s3Uri, Path target) throws IOException {
        if (store.stage(ObjectUri.parse(s3Uri), target) == 0) {
            throw new InvalidInputException("Input %s: there is no object below %s".formatted(input, s3Uri));
        }
        OutputManifest.requireComplete(target, s3Uri);
    }
}
