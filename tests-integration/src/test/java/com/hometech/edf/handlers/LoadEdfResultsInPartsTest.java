package com.hometech.edf.handlers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.data.parquet.ParquetRowWriter;
import com.hometech.edf.data.table.ForecastColumn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs of more rows than one call loads. */
class LoadEdfResultsInPartsTest extends LoadResultsTest {
    @Test
    @DisplayName(
            "a run of more rows than one call loads is loaded in parts, and visible as a whole once it is published")
    void aLargeRunIsLoadedInParts() throws Exception {
        partRows = 150;
        publish("run-1", ISSUE, List.of(72, 72, 72, 72));

        Map<String, Object> split = load("run-1");

        assertThat(split).containsEntry("status", "split").containsEntry("parts", List.of("1/2", "2/2"));
        Map<String, Object> second = loadPart("run-1", split, "2/2");
        assertThat(second)
                .isEqualTo(Map.of("load", split.get("load"), "part", "2/2", "rows_written", 144L, "rows_rejected", 0L));
        Map<String, Object> first = loadPart("run-1", split, "1/2");
        assertThat(platform.forecasts().buildings()).isEmpty();
        assertThat(platform.forecasts().runs()).isEmpty();

        Map<String, Object> answer = publishParts("run-1", List.of(first, second));

        assertThat(answer)
                .isEqualTo(Map.of("status", "complete", "rows_written", 288L, "rows_rejected", 0L, "rejected_url", ""));
        assertThat(platform.forecasts().buildings()).hasSize(4);
        assertThat(platform.forecasts().issue(building(3), ISSUE)).hasSize(72);
        assertThat(metric("ForecastRowsWritten", "")).isEqualTo(288);
    }

    @Test
    @DisplayName("faults 29 and 31, invariant I4: every call of a load in parts may be repeated, in any order")
    void callsOfALoadInPartsMayBeRepeated() throws Exception {
        partRows = 100;
        publish("run-1", ISSUE, List.of(72, 72));
        load("run-1");
        Map<String, Object> split = load("run-1");
        Map<String, Object> first = loadPart("run-1", split, "1/2");
        List<Map<String, Object>> parts = List.of(loadPart("run-1", split, "2/2"), loadPart("run-1", split, "1/2"));
        assertThat(parts.get(1)).isEqualTo(first);
        Map<String, Object> answer = publishParts("run-1", parts);
        List<ForecastRecord> rows = platform.forecasts().issue(ALPHA, ISSUE);

        assertThat(publishParts("run-1", parts)).isEqualTo(answer);
        assertThat(loadPart("run-1", split, "1/2")).isEqualTo(first);
        Map<String, Object> again = load("run-1");
        assertThat(platform.forecasts().issue(ALPHA, ISSUE)).isEqualTo(rows);
        assertThat(publishParts("run-1", List.of(loadPart("run-1", again, "1/2"), loadPart("run-1", again, "2/2"))))
                .isEqualTo(answer);

        assertThat(platform.forecasts().issue(ALPHA, ISSUE)).isEqualTo(rows).hasSize(72);
        assertThat(platform.forecasts().runs()).hasSize(1);
    }

    @Test
    @DisplayName("fault 28, invariant I1: a run is not published while a part is missing")
    void aRunIsNotPublishedWhileAPartIsMissing() throws Exception {
        partRows = 100;
        publish("run-1", ISSUE, List.of(72, 72, 72));
        Map<String, Object> split = load("run-1");
        Map<String, Object> first = loadPart("run-1", split, "1/3");

        assertThatThrownBy(() -> publishParts("run-1", List.of(first)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("missing [2, 3]");
        assertThat(platform.forecasts().buildings()).isEmpty();
    }

    @Test
    @DisplayName(
            "fault 32, invariant I9: rows that a part cannot store are set aside in a file of the part, and counted")
    void rowsOfPartsAreSetAside() throws Exception {
        partRows = 2;
        List<Path> files = new ArrayList<>();
        for (int part = 0; part < 3; part++) {
            Path file = home.resolve("part-" + part + ".parquet");
            try (ParquetRowWriter writer = new ParquetRowWriter(file, ForecastColumn.SCHEMA)) {
                row(writer, building(part).value(), ISSUE, ISSUE, 10, "MODEL");
                row(
                        writer,
                        building(part).value(),
                        ISSUE.plusSeconds(3600),
                        ISSUE,
                        10,
                        part == 1 ? "MODEL" : "SPLENDID");
                writer.finish();
            }
            files.add(file);
        }
        publish("run-1", ISSUE, files, List.of(2L, 2L, 2L));
        Map<String, Object> split = load("run-1");
        List<Map<String, Object>> parts = new ArrayList<>();
        for (String part : List.of("1/3", "2/3", "3/3")) {
            parts.add(loadPart("run-1", split, part));
        }

        Map<String, Object> answer = publishParts("run-1", parts);

        ObjectUri folder = prefix("run-1").resolve("rejected_rows/");
        assertThat(answer)
                .isEqualTo(Map.of(
                        "status",
                        "partial",
                        "rows_written",
                        4L,
                        "rows_rejected",
                        2L,
                        "rejected_url",
                        folder.toString()));
        assertThat(platform.objects().list(folder))
                .extracting(entry -> entry.uri().key().replaceFirst(".*/", ""))
                .containsExactly("part-00001.jsonl", "part-00003.jsonl");
        assertThat(new String(platform.objects().read(folder.resolve("part-00003.jsonl")), UTF_8))
                .contains("gamma", "SPLENDID")
                .hasLineCount(1);
        assertThat(platform.forecasts().buildings()).hasSize(3);
    }

    @Test
    @DisplayName("fault 41: a run in parts that is published more than a week late is ignored")
    void aRunThatIsPublishedMuchLaterIsIgnored() throws Exception {
        partRows = 100;
        publish("run-1", ISSUE, List.of(72, 72));
        Map<String, Object> split = load("run-1");
        List<Map<String, Object>> parts = List.of(loadPart("run-1", split, "1/2"), loadPart("run-1", split, "2/2"));
        publish("run-9", ISSUE.plus(Duration.ofDays(8)), List.of(72));
        load("run-9");

        assertThat(publishParts("run-1", parts))
                .containsEntry("status", "expired")
                .containsEntry("rows_written", 0L);
        assertThat(platform.forecasts().issue(ALPHA, ISSUE)).isEmpty();
    }

    @Test
    @DisplayName("fault 25: a file that changed after the load began stops its part")
    void aPartWhoseFileChangedIsRefused() throws Exception {
        partRows = 100;
        publish("run-1", ISSUE, List.of(72, 72));
        Map<String, Object> split = load("run-1");
        platform.objects().put(prefix("run-1").resolve("part-1.parquet"), "PAR1 something else".getBytes(UTF_8));
        loadPart("run-1", split, "1/2");
        assertThatThrownBy(() -> loadPart("run-1", split, "2/2"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("part-1.parquet has the checksum");

        publish("run-1", ISSUE, List.of(72, 72, 72));
        assertThatThrownBy(() -> loadPart("run-1", split, "1/2"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("has 3 parts, not 2")
                .hasMessageContaining("load the run again");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "\"load\": \"1\" | give load and part to load a part",
                "\"load\": \"1\", \"part\": \"3/2\" | part 3/2 is none: parts are 1/2 to 2/2",
                "\"load\": \"1\", \"part\": \"one\" | not a part's number such as 3/12",
                "\"load\": \"first\", \"part\": \"1/2\" | load \"first\" is not the number of a load",
                "\"load\": \"99\", \"part\": \"1/2\" | Load 99 of run run-1 in 2 parts is not known",
                "\"load\": \"1\", \"part\": \"1/2\", \"loaded_parts\": [] | give load and part to load a part",
                "\"loaded_parts\": \"all\" | loaded_parts is all, not a list",
                "\"loaded_parts\": [] | no part of it was loaded",
                "\"loaded_parts\": [7] | loaded_parts[0] is not a valid",
                "\"loaded_parts\": [{\"load\": \"1\", \"part\": \"1/2\", \"rows\": 2}] | loaded_parts[0] is not a valid",
                "\"loaded_parts\": [{\"load\": \"1\", \"part\": \"1/2\"}] | rows_written and rows_rejected are needed",
                "\"parts\": \"1/2\" | unknown field \"parts\"",
            })
    void aCallThatMakesNoSenseIsRefused(String fields, String problem) throws Exception {
        partRows = 100;
        publish("run-1", ISSUE, List.of(72, 72));
        load("run-1");
        Map<String, Object> payload = new TreeMap<>(
                new ObjectMapper().readValue("{" + fields + "}", new TypeReference<Map<String, Object>>() {}));
        payload.put("forecast_url", prefix("run-1").toString());
        payload.put("run_id", "run-1");

        assertThatThrownBy(() -> call(handler(), payload))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void filesOfARunInPartsAreListedWhenItIsPublished() throws Exception {
        partRows = 100;
        publish("run-1", ISSUE, List.of(72, 72));
        Map<String, Object> split = loadAndList("run-1");
        List<Map<String, Object>> parts = List.of(loadPart("run-1", split, "1/2"), loadPart("run-1", split, "2/2"));
        assertThat(listed()).isEmpty();

        call(
                handler(),
                Map.of(
                        "forecast_url",
                        prefix("run-1").toString(),
                        "run_id",
                        "run-1",
                        "loaded_parts",
                        parts,
                        "index_url",
                        INDEX.toString()));
        assertThat(listed().values()).singleElement().asString().hasLineCount(2);
    }
}
