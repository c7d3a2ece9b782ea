package com.hometech.edf.common.port;

/** The models that jobs may load, by name: what SageMaker's CreateModel makes. */
public interface ServingModels {
    /** A model that can be served under its name. */
    record ServingModel(String name, String modelPackageArn, ObjectUri modelData, String sha256) {}

    /** Creates the model; the same name with the same content is a no-op, with another content an error. */
    ServingModel create(ServingModel model);
}
