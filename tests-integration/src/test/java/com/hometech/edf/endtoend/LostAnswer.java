package com.hometech.edf.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Takes an execution back to the moment when a task had done its work and its answer had not arrived. */
final class LostAnswer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private LostAnswer() {}

    /** What the history holds after a state's task was scheduled was never written; the process is gone. */
    static void of(Path execution, String state) throws IOException {
        Path history = execution.resolve("history.jsonl");
        List<String> lines = Files.readAllLines(history);
        int scheduled = lines.indexOf(lines.stream()
                .filter(line -> line.contains("\"TaskScheduled\",\"state\":\"" + state + "\""))
                .findFirst()
                .orElseThrow());
        assertThat(lines.get(scheduled + 1)).contains("TaskSucceeded");
        Files.write(history, lines.subList(0, scheduled + 1));
        Path file = execution.resolve("execution.json");
        ObjectNode record = (ObjectNode) JSON.readTree(file.toFile());
        record.put("status", "RUNNING").remove(List.of("stoppedAt", "output"));
        JSON.writeValue(file.toFile(), record);
    }
}
