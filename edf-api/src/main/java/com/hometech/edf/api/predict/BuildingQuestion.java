package com.hometech.edf.api.predict;

import com.fasterxml.jackson.databind.JsonNode;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.NearestName;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.LoadKind;
import com.hometech.edf.common.domain.SiteId;
import com.hometech.edf.common.domain.UseType;
import com.hometech.edf.data.table.WeatherColumn;
import com.hometech.edf.features.engine.SiteWeather;
import com.hometech.edf.features.engine.WeatherForecastIssue;
import com.hometech.edf.inference.forecast.ForecastOneBuilding;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A building and its recent readings, of which some leads are to be forecast. */
final class BuildingQuestion {
    static final List<String> FIELDS =
            List.of("quantity", "building_id", "building", "readings", "weather", "issued_at", "times", "lead_hours");
    /** Stands for a building that nobody has named: no model knows it. */
    static final BuildingId NAMELESS = new BuildingId("building-of-a-question");

    private static final List<String> FACTS = List.of(
            "time_zone", "site_id", "use_type", "load_kind", "floor_area_m2", "feeds_in", "latitude", "longitude");
    private static final List<String> READING = List.of("time", "kwh");
    private static final int MOST_READINGS = 20_000;
    private static final int MOST_TIMES = 1500;
    private static final int MOST_CHARACTERS = 100;
    private static final double MOST_WEATHER = 1e6;

    private final DocumentReader reader;
    private final EdfConfig config;
    private final ForecastOneBuilding forecaster;
    private final long stepSeconds;

    BuildingQuestion(DocumentReader reader, EdfConfig config, ForecastOneBuilding forecaster) {
        this.reader = reader;
        this.config = config;
        this.forecaster = forecaster;
        stepSeconds = config.edfFeatureEng().step().toSeconds();
    }

    /** Facts of a building that is not in the directory. */
    Building facts(JsonNode facts) {
        if (!facts.isObject()) {
            reader.fault(
                    "building",
                    "is missing: write building_id of a building that you may see, or an object with its facts");
            reader.refuseFaults();
        }
        reader.refuseOthers(facts, "building/", FACTS);
        ZoneId zone = zone(reader.text(facts, "building/", "time_zone", MOST_CHARACTERS));
        String use =
                reader.text(facts, "building/", "use_type", MOST_CHARACTERS).orElse("");
        JsonNode feedsIn = facts.path("feeds_in");
        if (!feedsIn.isMissingNode() && !feedsIn.isNull() && !feedsIn.isBoolean()) {
            reader.fault("building/feeds_in", "is neither true nor false");
        }
        Building building = new Building(
                NAMELESS,
                site(reader.text(facts, "building/", "site_id", MOST_CHARACTERS)),
                zone,
                loadKind(reader.text(facts, "building/", "load_kind", MOST_CHARACTERS)),
                UseType.of(use),
                use,
                reader.number(facts, "building/", "floor_area_m2", 1, 1e9),
                feedsIn.asBoolean(),
                reader.number(facts, "building/", "latitude", -90, 90),
                reader.number(facts, "building/", "longitude", -180, 180));
        reader.refuseFaults();
        return building;
    }

    private ZoneId zone(Optional<String> name) {
        if (name.isEmpty()) {
            reader.fault("building/time_zone", "is missing; write for example Europe/Berlin");
        } else if (ZoneId.getAvailableZoneIds().contains(name.get())) {
            return ZoneId.of(name.get());
        } else {
            reader.fault(
                    "building/time_zone",
                    NearestName.of(name.get(), ZoneId.getAvailableZoneIds())
                            .map(near -> "is no IANA time zone; did you mean \"" + near + "\"?")
                            .orElse("is no IANA time zone; write for example Europe/Berlin"));
        }
        return ZoneId.of("UTC");
    }

    /** Its holidays are those of the site. */
    private SiteId site(Optional<String> name) {
        return name.filter(given -> {
                    boolean valid = BuildingId.isValid(given);
                    if (!valid) {
                        reader.fault("building/site_id", "is no id: use letters, digits, '_', '-' and '.'");
                    }
                    return valid;
                })
                .map(SiteId::new)
                .orElseGet(() -> new SiteId("none"));
    }

    private LoadKind loadKind(Optional<String> name) {
        List<String> known =
                Arrays.stream(LoadKind.values()).map(LoadKind::name).toList();
        if (name.isPresent() && !known.contains(name.get())) {
            reader.fault("building/load_kind", "is not known; " + NearestName.hint(name.get(), known));
            return LoadKind.BUILDING;
        }
        return name.map(LoadKind::valueOf).orElse(LoadKind.BUILDING);
    }

    /**
     * The readings by time.
     *
     * @param mayBeNegative whether the building feeds in
     */
    SortedMap<Instant, Double> readings(JsonNode document, boolean mayBeNegative) {
        List<JsonNode> items = reader.items(document, "readings", MOST_READINGS);
        SortedMap<Instant, Double> readings = new TreeMap<>();
        double most = config.dataQuality().maxKwhPerHour() * stepSeconds / 3600.0;
        for (int index = 0; index < items.size(); index++) {
            String place = "readings/" + index + "/";
            JsonNode item = items.get(index);
            reader.refuseOthers(item, place, READING);
            Optional<Instant> time = timeOf(item, place);
            if (!item.has("kwh")) {
                reader.fault(place + "kwh", "is missing; write null where the reading is");
            }
            double kwh = reader.number(item, place, "kwh", mayBeNegative ? -most : 0, most);
            time.ifPresent(at -> {
                if (readings.put(at, kwh) != null) {
                    reader.fault(place + "time", "stands there twice");
                }
            });
        }
        if (items.isEmpty() && !document.hasNonNull("issued_at")) {
            reader.fault("readings", "is empty; then write issued_at, for when the forecast is to be");
        }
        reader.refuseFaults();
        return readings;
    }

    private Optional<Instant> timeOf(JsonNode item, String place) {
        if (!item.hasNonNull("time")) {
            reader.fault(place + "time", "is missing");
        }
        return reader.time(item.path("time"), place + "time").filter(time -> isOnGrid(time, place + "time"));
    }

    private boolean isOnGrid(Instant time, String place) {
        boolean onGrid = time.getNano() == 0 && time.getEpochSecond() % stepSeconds == 0;
        if (!onGrid) {
            reader.fault(
                    place, "is not on the grid of " + config.edfFeatureEng().step());
        }
        return onGrid;
    }

    /** The issue that is asked for, else the first that may know all readings. */
    Instant issuedAt(JsonNode document, SortedMap<Instant, Double> readings) {
        Optional<Instant> given =
                reader.time(document.path("issued_at"), "issued_at").filter(time -> isOnGrid(time, "issued_at"));
        reader.refuseFaults();
        Instant issuedAt = given.orElseGet(() -> forecaster.issueAfter(readings.lastKey()));
        Instant origin = forecaster.originOf(issuedAt);
        if (!readings.isEmpty() && readings.lastKey().isAfter(origin)) {
            reader.fault(
                    "readings",
                    "go on to " + readings.lastKey() + ", but a forecast issued at " + issuedAt
                            + " may know those up to " + origin + " only; leave out what came later");
        }
        reader.refuseFaults();
        return issuedAt;
    }

    /** What is before the issue was observed, all else is a forecast of the weather that was there at the issue. */
    SiteWeather weather(JsonNode document, Instant issuedAt) {
        List<JsonNode> items = reader.items(document, "weather", MOST_READINGS);
        List<String> variables = WeatherColumn.VARIABLES.stream()
                .map(variable -> variable.column().name())
                .toList();
        Set<String> known = new HashSet<>(variables);
        known.add("time");
        SortedMap<Long, float[]> observed = new TreeMap<>();
        SortedMap<Long, float[]> forecast = new TreeMap<>();
        for (int index = 0; index < items.size(); index++) {
            String place = "weather/" + index + "/";
            JsonNode item = items.get(index);
            reader.refuseOthers(item, place, known);
            float[] values = new float[variables.size()];
            for (int variable = 0; variable < values.length; variable++) {
                values[variable] =
                        (float) reader.number(item, place, variables.get(variable), -MOST_WEATHER, MOST_WEATHER);
            }
            timeOf(item, place).ifPresent(time -> {
                long step = time.getEpochSecond() / stepSeconds;
                if ((time.isBefore(issuedAt) ? observed : forecast).put(step, values) != null) {
                    reader.fault(place + "time", "stands there twice");
                }
            });
        }
        reader.refuseFaults();
        List<WeatherForecastIssue> issues = forecast.isEmpty()
                ? List.of()
                : List.of(new WeatherForecastIssue(issuedAt.getEpochSecond(), forecast.firstKey(), columns(forecast)));
        return new SiteWeather(observed.isEmpty() ? 0 : observed.firstKey(), columns(observed), issues);
    }

    /** By variable and interval, with gaps as NaN. */
    private float[][] columns(SortedMap<Long, float[]> values) {
        int length = values.isEmpty() ? 0 : Math.toIntExact(values.lastKey() - values.firstKey() + 1);
        if (length > 2 * MOST_READINGS) {
            reader.fault("weather", "spans more than " + 2 * MOST_READINGS + " intervals");
            reader.refuseFaults();
        }
        float[][] columns = new float[WeatherColumn.VARIABLES.size()][length];
        for (int variable = 0; variable < columns.length; variable++) {
            Arrays.fill(columns[variable], Float.NaN);
        }
        values.forEach((step, row) -> {
            for (int variable = 0; variable < columns.length; variable++) {
                columns[variable][Math.toIntExact(step - values.firstKey())] = row[variable];
            }
        });
        return columns;
    }

    /** The targets that are wanted; empty: all of the issue. */
    SortedSet<Instant> targets(JsonNode document, Instant issuedAt) {
        SortedSet<Instant> targets = new TreeSet<>();
        Instant end = issuedAt.plusSeconds(config.edfInference().forecastHorizonHours() * 3600L);
        String range = " of this issue; its targets begin at " + issuedAt + " and before " + end;
        List<JsonNode> times = reader.items(document, "times", MOST_TIMES);
        for (int index = 0; index < times.size(); index++) {
            String place = "times/" + index;
            reader.time(times.get(index), place)
                    .filter(time -> isOnGrid(time, place))
                    .ifPresent(time -> addTarget(time, issuedAt, end, place, range, targets));
        }
        Instant origin = forecaster.originOf(issuedAt);
        List<JsonNode> leads = reader.items(document, "lead_hours", MOST_TIMES);
        for (int index = 0; index < leads.size(); index++) {
            String place = "lead_hours/" + index;
            double seconds = leads.get(index).isNumber() ? leads.get(index).doubleValue() * 3600 : Double.NaN;
            if (!(seconds >= 0 && seconds < 1e9) || seconds % stepSeconds != 0) {
                reader.fault(
                        place,
                        "is no number of hours on the grid of "
                                + config.edfFeatureEng().step());
            } else {
                addTarget(origin.plusSeconds((long) seconds), issuedAt, end, place, range, targets);
            }
        }
        reader.refuseFaults();
        return targets;
    }

    private void addTarget(
            Instant time, Instant issuedAt, Instant end, String place, String range, SortedSet<Instant> targets) {
        if (time.isBefore(issuedAt) || !time.isBefore(end)) {
            reader.fault(place, "is no target" + range);
        } else {
            targets.add(time);
        }
    }
}
