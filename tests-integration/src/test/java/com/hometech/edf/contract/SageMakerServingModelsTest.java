package com.hometech.edf.contract;

import com.hometech.edf.aws.SageMakerServingModels;
import com.hometech.edf.common.port.ServingModels;
import java.nio.file.Path;

class SageMakerServingModelsTest extends ServingModelsContract {
    @Override
    ServingModels newModels(Path directory) throws Exception {
        return new SageMakerServingModels(
                AwsEmulator.empty().clients().sageMaker(), "arn:aws:iam::000000000000:role/edf-sagemaker");
    }
}
