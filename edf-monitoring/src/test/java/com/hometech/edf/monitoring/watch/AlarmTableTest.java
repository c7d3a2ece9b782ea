package com.hometech.edf.monitoring.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.data.anomaly.AnomalyKind;
import com.hometech.edf.data.watch.Alarm;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who gets an alarm finds it in the documentation. */
class AlarmTableTest {
    private static final Path PAGE = Path.of("..", "docs", "monitoring.md");

    @Test
    void everyKindOfAlarmIsInTheTable() throws Exception {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();
        List<String> kinds = new ArrayList<>();
        kinds.addAll(named("drift", "com.hometech.edf.monitoring.drift.DriftAlarms"));
        kinds.addAll(named("quality", "com.hometech.edf.monitoring.quality.QualityChecks"));
        kinds.add("quality " + Alarm.READINGS_ENDED);
        Arrays.stream(AnomalyKind.values())
                .filter(kind -> kind != AnomalyKind.MISSING) // told by readings_ended
                .forEach(kind -> kinds.add("anomalies " + kind.code()));
        assertThat(kinds).hasSizeGreaterThan(12);

        for (String kind : kinds) {
            String[] parts = kind.split(" ");
            assertThat(rows)
                    .as("a row of %s about the kind %s", parts[0], parts[1])
                    .anyMatch(row -> row.startsWith("| `" + parts[0] + "` |") && row.contains("`" + parts[1] + "`"));
        }
    }

    /** The constants of a class that name kinds. */
    private static List<String> named(String watch, String type) throws ReflectiveOperationException {
        List<String> kinds = new ArrayList<>();
        for (Field field : Class.forName(type).getDeclaredFields()) {
            boolean isConstant = Modifier.isStatic(field.getModifiers()) && field.getType() == String.class;
            if (isConstant && !Modifier.isPrivate(field.getModifiers())) {
                field.setAccessible(true);
                kinds.add(watch + " " + field.get(null));
            }
        }
        return kinds;
    }
}
