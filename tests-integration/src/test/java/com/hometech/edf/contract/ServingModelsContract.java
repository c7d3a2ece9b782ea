package com.hometech.edf.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.common.port.ServingModels;
import com.hometech.edf.common.port.ServingModels.ServingModel;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store of servable models promises. */
abstract class ServingModelsContract {
    private static final ObjectUri MODEL_DATA = ObjectUri.parse("s3://test-bucket/model.tar.gz");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @SuppressWarnings("NullAway.Init")
    ServingModels models;

    /** An empty store that may use the directory. */
    abstract ServingModels newModels(Path directory) throws Exception;

    @BeforeEach
    void openModels() throws Exception {
        models = newModels(directory);
    }

    @Test
    @DisplayName("fault 29: the same model is created once, also concurrently")
    void theSameModelIsCreatedOnce() throws Exception {
        ServingModel model = new ServingModel("edf-1", "arn:x/1", MODEL_DATA, "abc");
        assertThat(Concurrently.run(8, thread -> () -> models.create(model))).containsOnly(model);
    }

    @Test
    void aNameIsNeverGivenToAnotherModel() {
        ServingModel model = new ServingModel("edf-1", "arn:x/1", MODEL_DATA, "abc");
        models.create(model);
        assertThatThrownBy(() -> models.create(new ServingModel("edf-1", "arn:x/2", MODEL_DATA, "abc")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("edf-1")
                .hasMessageContaining("arn:x/1");
        assertThat(models.create(model)).isEqualTo(model);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../edf", "a_b", "-a", "a/b"})
    void aNameThatSageMakerWouldRefuseIsRefused(String name) {
        assertThatThrownBy(() -> models.create(new ServingModel(name, "arn:x/1", MODEL_DATA, "abc")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("model_name");
    }
}
