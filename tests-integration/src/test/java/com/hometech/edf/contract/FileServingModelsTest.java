package com.hometech.edf.contract;

import com.hometech.edf.cli.platform.FileServingModels;
import com.hometech.edf.common.port.ServingModels;
import java.nio.file.Path;

class FileServingModelsTest extends ServingModelsContract {
    @Override
    ServingModels newModels(Path directory) {
        return new FileServingModels(directory);
    }
}
