package com.hometech.edf.common.port;

import com.hometech.edf.common.error.InvalidInputException;

/** The models that jobs may load, by name: what SageMaker's CreateModel makes. */
public interface ServingModels {
    /** A model that can be served under its name. */
    record ServingModel(String name, String modelPackageArn, ObjectUri modelData, String sha256) {
        /** Refuses a name that SageMaker would refuse. */
        public void requireUsable() {
            if (!name.matches("[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}")) {
                throw new InvalidInputException("model_name \"" + name
                        + "\" is not valid: use 1 to 63 letters, digits and single '-' between them");
            }
        }
    }

    /** Creates the model; the same name with the same content is a no-op, with another content an error. */
    ServingModel create(ServingModel model);
}
