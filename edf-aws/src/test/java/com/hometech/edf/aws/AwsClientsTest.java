package com.hometech.edf.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.aws.FakeAws.Answer;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ObjectUri;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Properties of the JVM stand for the environment's variables: the SDK reads both. */
class AwsClientsTest {
    private final Map<String, String> former = new TreeMap<>();

    @AfterEach
    void restore() {
        former.forEach((name, value) -> {
            if (value.isEmpty()) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }

    @Test
    void endpointRegionAndCredentialsComeFromTheEnvironment() {
        try (FakeAws fake = new FakeAws(request -> Answer.xml(200, "<ListBucketResult></ListBucketResult>"));
                AwsClients clients = AwsClients.fromEnvironment()) {
            set("aws.endpointUrlS3", fake.endpoint().toString());
            set("aws.region", "eu-west-3");
            set("aws.accessKeyId", "AKID");
            set("aws.secretAccessKey", "secret");

            new S3ObjectStore(clients.s3()).list(ObjectUri.parse("s3://test-bucket/"));

            assertThat(fake.asked()).singleElement().satisfies(request -> {
                assertThat(request.path()).isEqualTo("/test-bucket");
                assertThat(request.header("authorization")).contains("Credential=AKID/", "/eu-west-3/s3/");
                assertThat(request.header("user-agent")).endsWith(" edf");
            });
        }
    }

    @Test
    void aMissingRegionSaysWhatToSet() {
        set("aws.configFile", "/no/such/file");
        set("aws.profile", "no-such-profile");
        set("aws.disableEc2Metadata", "true");
        set("aws.region", "");
        try (AwsClients clients = AwsClients.fromEnvironment()) {
            assertThatThrownBy(clients::s3)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("set AWS_REGION");
        }
    }

    private void set(String name, String value) {
        String before = System.setProperty(name, value);
        former.put(name, before == null ? "" : before);
    }
}
