package com.hometech.edf.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.cli.states.ExecutionRecord;
import com.hometech.edf.cli.states.ExecutionStatus;
import com.hometech.edf.common.port.ObjectUri;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code EDFApplianceWorkflow} over the adapters of AWS, started by the event of S3, leaves what it leaves on a laptop. */
class AwsAppliancesTest {
    private static final String BUCKET = "hometech-ml-raw-data";

    @TempDir
    private Path directory;

    private Path laptop;
    private AwsAccount account;

    @BeforeEach
    void open() throws Exception {
        laptop = SmallPortfolio.home(directory.resolve("laptop"));
        account = AwsAccount.furnished(
                laptop.resolve("edf_config.yaml"), Clock.fixed(SmallPortfolio.NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        if (account != null) {
            account.close();
        }
    }

    private ExecutionRecord upload(String name, Path file) throws Exception {
        String key = "raw/home-17/" + file.getFileName();
        account.objects().put(new ObjectUri(BUCKET, key), file);
        // as EventBridge gives it
        return account.analyseAppliances(directory.resolve("runner"), name, """
                {"version": "0", "detail-type": "Object Created", "source": "aws.s3", "region": "eu-central-1",
                 "detail": {"bucket": {"name": "%s"}, "object": {"key": "%s", "size": 1}, "reason": "PutObject"}}
                """.formatted(BUCKET, key));
    }

    private static Map<String, String> results(Map<String, String> files) {
        Map<String, String> results = new TreeMap<>(files);
        results.keySet().removeIf(name -> !name.startsWith("hometech-ml-processed-data/appliances/"));
        return results;
    }

    @Test
    void anUploadIsAnalysedAndReportedAsOnALaptop() throws Exception {
        Path sample = directory.resolve("november.csv");
        EdfRun.done(laptop, "appliances", "--sample", sample.toString());

        ExecutionRecord analysed = upload("one", sample);
        assertThat(analysed.status()).as(analysed.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);

        EdfRun.done(laptop, "appliances", sample.toString(), "--household", "home-17", SmallPortfolio.AT_NOW);
        Map<String, String> results = results(account.files());
        assertThat(results.keySet())
                .anyMatch(name -> name.endsWith("/november/report.html"))
                .anyMatch(name -> name.endsWith("/november/forecast.csv"));
        assertThat(Stores.differences(results, results(Stores.files(laptop.resolve("buckets")))))
                .isEmpty();
    }

    @Test
    void aFileThatCannotBeUsedTakesTheResultsOfTheEarlierOneAway() throws Exception {
        Path file = directory.resolve("november.csv");
        EdfRun.done(laptop, "appliances", "--sample", file.toString());
        upload("one", file);

        Files.writeString(file, "time,appliance,kwh\n2024-11-01,Fridge,1\n");
        ExecutionRecord refused = upload("two", file);

        assertThat(refused.status()).as(refused.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
        String reports = "hometech-ml-processed-data/appliances/reports/home-17/november/";
        assertThat(results(account.files())).containsOnlyKeys(reports + "report.html", reports + "report.json");
        assertThat(new String(
                        account.objects().read(ObjectUri.parse("s3://" + reports + "report.html")),
                        StandardCharsets.UTF_8))
                .contains("has no column timestamp");
    }
}
