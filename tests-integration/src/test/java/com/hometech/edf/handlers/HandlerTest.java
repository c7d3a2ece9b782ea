package com.hometech.edf.handlers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.hometech.edf.cli.platform.EmbeddedPlatform;
import com.hometech.edf.common.port.ApprovalStatus;
import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.common.port.ModelRegistry.Registration;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.inference.artifact.Checksums;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A platform with a few models, for tests of handlers. */
abstract class HandlerTest {
    static final String GROUP = "EDFBuildingDemandForecaster";
    static final Instant NOW = Instant.parse("2016-05-10T05:04:00Z");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    EmbeddedPlatform platform;

    @BeforeEach
    void openPlatform() {
        platform = new EmbeddedPlatform(home, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void closePlatform() {
        platform.close();
    }

    ModelPackage approvedModel(String name) {
        ModelPackage model = registeredModel(name);
        return platform.models().decide(GROUP, model.version(), ApprovalStatus.APPROVED, "ann: good");
    }

    ModelPackage registeredModel(String name) {
        return registeredModel(name, Map.of());
    }

    ModelPackage registeredModel(String name, Map<String, String> metadata) {
        byte[] artifact = ("model " + name).getBytes(UTF_8);
        ObjectUri uri = artifactUri(name);
        platform.objects().put(uri, artifact);
        return platform.models()
                .register(new Registration(GROUP, name, uri, Checksums.sha256(artifact), Map.of(), metadata));
    }

    static ObjectUri artifactUri(String name) {
        return ObjectUri.parse("s3://processed-data/model-artifacts/" + name + "/model.tar.gz");
    }

    @SuppressWarnings("NullAway") // no handler looks at Lambda's context
    static Map<String, Object> call(
            RequestHandler<Map<String, Object>, Map<String, Object>> handler, Map<String, Object> payload) {
        return handler.handleRequest(payload, null);
    }
}
