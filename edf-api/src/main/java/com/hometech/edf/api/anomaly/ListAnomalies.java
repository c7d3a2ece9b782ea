package com.hometech.edf.api.anomaly;

import com.hometech.edf.api.access.Access;
import com.hometech.edf.api.accuracy.Question;
import com.hometech.edf.api.http.Answer;
import com.hometech.edf.api.http.Call;
import com.hometech.edf.api.http.Csv;
import com.hometech.edf.api.http.Cursors;
import com.hometech.edf.api.http.Handler;
import com.hometech.edf.api.http.Json;
import com.hometech.edf.api.http.Page;
import com.hometech.edf.api.http.Representation;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.data.anomaly.Anomaly;
import com.hometech.edf.data.anomaly.AnomalySeverity;
import com.hometech.edf.data.anomaly.AnomalyTable;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * {@code getBuildingAnomalies}, {@code getAreaAnomalies} and {@code getHomeAnomalies}: what was out of the ordinary about the
 * readings of buildings that the caller may see, the newest first, a page at a time.
 */
public final class ListAnomalies implements Handler {
    /** They change once a day. */
    private static final Duration MAX_AGE = Duration.ofMinutes(5);
    /** All files of the months of the period are read. */
    private static final int MOST_DAYS = 92;

    private final Function<Call, Set<BuildingId>> subject;
    private final AnomalyTable table;
    private final Cursors cursors;
    private final Clock clock;

    private ListAnomalies(Function<Call, Set<BuildingId>> subject, AnomalyTable table, Cursors cursors, Clock clock) {
        this.subject = subject;
        this.table = table;
        this.cursors = cursors;
        this.clock = clock;
    }

    /** Those of the building that the call names. */
    public static ListAnomalies ofBuilding(Access access, AnomalyTable table, Cursors cursors, Clock clock) {
        return new ListAnomalies(call -> Set.of(access.building(call).id()), table, cursors, clock);
    }

    /** Those of all buildings of the area that the call names. */
    public static ListAnomalies ofArea(Access access, AnomalyTable table, Cursors cursors, Clock clock) {
        return new ListAnomalies(call -> access.area(call).buildings(), table, cursors, clock);
    }

    /** The cursor of the next page is the caller's own, so the answer is too. */
    private record Key(
            String caller,
            Set<BuildingId> buildings,
            LocalDate from,
            LocalDate to,
            Object arguments,
            String mediaType) {}

    @Override
    public Answer answer(Call call) {
        Set<BuildingId> buildings = subject.apply(call);
        Question question = Question.of(call.arguments(), MOST_DAYS, clock);
        AnomalySeverity least = AnomalySeverity.ofCode(call.arguments().text("severity"), "severity");
        Key key = new Key(
                call.caller().subject(), buildings, question.from(), question.to(), call.arguments(), call.mediaType());
        return Answer.kept(key, MAX_AGE, () -> represent(call, page(call, buildings, question, least)));
    }

    private Page<Anomaly> page(Call call, Set<BuildingId> buildings, Question question, AnomalySeverity least) {
        SortedMap<String, Anomaly> newestFirst = new TreeMap<>();
        table
                .read(
                        buildings::contains,
                        question.from().atStartOfDay(ZoneOffset.UTC).toInstant(),
                        question.to().atStartOfDay(ZoneOffset.UTC).toInstant())
                .stream()
                .filter(anomaly -> anomaly.quantity() == question.quantity())
                .filter(anomaly -> anomaly.severity().compareTo(least) >= 0)
                .forEach(anomaly -> newestFirst.put(place(anomaly), anomaly));
        return Page.of(newestFirst, call, cursors);
    }

    /** Orders the newest first, and names. */
    private static String place(Anomaly anomaly) {
        long before = Long.MAX_VALUE - anomaly.period().start().getEpochSecond();
        return String.format(
                Locale.ROOT,
                "%019d %s %s",
                before,
                anomaly.building().value(),
                anomaly.kind().code());
    }

    private static Representation represent(Call call, Page<Anomaly> page) {
        if (!call.wantsCsv()) {
            return Json.representation(json -> page.write(json, AnomalyWriter::write));
        }
        byte[] bytes = Csv.bytes(AnomalyWriter.COLUMNS, rows -> page.items()
                .forEach(anomaly -> rows.accept(AnomalyWriter.fields(anomaly))));
        Map<String, String> headers = page.next()
                .map(cursor -> Map.of("Link", "<" + call.addressWith(cursor) + ">; rel=\"next\""))
                .orElse(Map.of());
        return new Representation(Call.CSV, bytes, headers);
    }
}
