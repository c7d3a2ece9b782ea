package com.hometech.edf.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.hometech.edf.api.access.Caller;
import com.hometech.edf.api.access.Scope;
import com.hometech.edf.api.contract.Contract;
import com.hometech.edf.api.contract.Contract.Route;
import com.hometech.edf.api.contract.Operation;
import com.hometech.edf.api.http.ApiRequest;
import com.hometech.edf.api.http.ApiResponse;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.Places;
import com.hometech.edf.common.domain.AreaId;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Entitlement;
import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.port.ApprovalStatus;
import com.hometech.edf.common.port.EntitlementRegister;
import com.hometech.edf.common.port.Entitlements;
import com.hometech.edf.common.port.ForecastStore;
import com.hometech.edf.common.port.Metrics;
import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.common.port.ModelRegistry;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.common.port.Platform;
import com.hometech.edf.common.port.Secrets;
import com.hometech.edf.common.port.ServingModels;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * The API over stores in memory, at a time that tests set. Each answer is held against the contract: its status must be
 * documented, and its JSON must have exactly the fields of its schema.
 */
final class Served implements AutoCloseable {
    static final Instant ISSUED = Instant.parse("2026-03-01T05:00:00Z");
    static final String MODEL = "EDFBuildingDemandForecaster/3";

    private static final String BUILDINGS = """
            building_id,site_id,timezone,use_type,floor_area_m2,latitude,longitude
            closed-9,cambridge,Europe/London,education,900,,
            hall-1,cambridge,Europe/London,office,,,
            home-3,madrid,Europe/Madrid,residential,120,40.4,-3.7
            home-4,madrid,Europe/Madrid,residential,95,40.4,-3.7
            school-7,cambridge,Europe/London,education,5200,,
            """;
    private static final String AREAS = """
            area_id,area_name,kind,building_id
            feeder-12,Feeder 12,grid_area,school-7
            feeder-12,Feeder 12,grid_area,hall-1
            north,Grid North,portfolio,school-7
            north,Grid North,portfolio,home-3
            """;

    final TestStores.Forecasts forecasts = new TestStores.Forecasts();
    final TestStores.Objects objects = new TestStores.Objects();
    final Registry registry = new Registry();
    final Grants grants = new Grants();
    final Places places = new Places(EdfConfig.defaults().general(), "");
    private Instant now = Instant.parse("2026-03-01T06:10:00Z");
    private final Contract contract = Contract.read();
    private final ServedApi api;
    private int requests;

    Served() {
        objects.put(places.calendarTopology().resolve("buildings.csv"), BUILDINGS.getBytes(UTF_8));
        objects.put(places.calendarTopology().resolve("areas.csv"), AREAS.getBytes(UTF_8));
        grant("dso", Set.of(), Set.of("feeder-12"), false);
        grant("supplier", Set.of("school-7", "home-3", "closed-9"), Set.of(), false);
        grant("resident", Set.of("home-3"), Set.of(), false);
        grant("engineer", Set.of(), Set.of(), true);
        registry.models.add(model(3, ApprovalStatus.APPROVED));
        api = new ServedApi(new ServedApi.Environment(
                new Stores(),
                EdfConfig.defaults(),
                "",
                Served::authenticate,
                "a key of at least thirty-two bytes".getBytes(UTF_8),
                new ServedApi.Limits(1 << 24, 8)));
    }

    static ModelPackage model(int version, ApprovalStatus status) {
        return new ModelPackage(
                "EDFBuildingDemandForecaster",
                version,
                "arn:" + version,
                ObjectUri.parse("s3://models/" + version + "/model.tar.gz"),
                "0".repeat(64),
                status,
                status == ApprovalStatus.APPROVED ? "good (olga)" : "",
                Instant.parse("2026-02-01T00:00:00Z"),
                Map.of(
                        "wape_percent", 9.5,
                        "error_correlation_within_site", 0.5,
                        "error_correlation_between_sites", 0.25,
                        "error_correlation_hours", 0.5),
                Map.of(
                        "strategy",
                        "Ensemble",
                        "evaluation_report_url",
                        "s3://models/" + version + "/evaluation_report_edf.json"));
    }

    void grant(String subject, Set<String> buildings, Set<String> areas, boolean mayDecide) {
        grants.put(new Entitlement(
                subject,
                "tenant of " + subject,
                buildings.stream().map(BuildingId::new).collect(Collectors.toSet()),
                areas.stream().map(AreaId::new).collect(Collectors.toSet()),
                mayDecide));
    }

    /** An issue of 72 hours; hour h has {@code kwh(h)}, and an interval of 20 % around it. */
    void issue(String building, Quantity quantity, Instant issuedAt, Hourly kwh) {
        issue(building, quantity, issuedAt, kwh, ForecastQuality.MODEL);
    }

    void issue(String building, Quantity quantity, Instant issuedAt, Hourly kwh, ForecastQuality quality) {
        forecasts.add(rows(building, quantity, issuedAt, kwh, quality));
    }

    /** As {@link #issue(String, Quantity, Instant, Hourly)}, but with intervals that were corrected to 10 % around the forecast. */
    void issueCorrected(String building, Quantity quantity, Instant issuedAt, Hourly kwh) {
        forecasts.add(rows(building, quantity, issuedAt, kwh, ForecastQuality.MODEL).stream()
                .map(row -> row.corrected(0.9 * row.yhat(), 1.1 * row.yhat()))
                .toList());
    }

    private static List<ForecastRecord> rows(
            String building, Quantity quantity, Instant issuedAt, Hourly kwh, ForecastQuality quality) {
        List<ForecastRecord> rows = new ArrayList<>();
        for (int hour = 0; hour < 72; hour++) {
            double yhat = kwh.at(hour);
            rows.add(new ForecastRecord(
                    new BuildingId(building),
                    quantity,
                    issuedAt.plus(Duration.ofHours(hour)),
                    issuedAt,
                    hour + 1,
                    yhat,
                    0.8 * yhat,
                    1.2 * yhat,
                    quality == ForecastQuality.FALLBACK ? ForecastRecord.NO_MODEL : MODEL,
                    quality));
        }
        return rows;
    }

    /** Energy of each hour of an issue. */
    @FunctionalInterface
    interface Hourly {
        double at(int hour);
    }

    void at(String time) {
        now = Instant.parse(time);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** The token is the subject and its scopes: {@code dso edf/forecasts.read}. */
    private static Optional<Caller> authenticate(ApiRequest request) {
        return request.header("Authorization").map(token -> {
            String[] words = token.split(" ");
            Set<Scope> scopes = Arrays.stream(Scope.values())
                    .filter(scope -> Arrays.asList(words).contains(scope.code()))
                    .collect(Collectors.toSet());
            return new Caller(words[0], scopes);
        });
    }

    Response get(String subject, String address, String... headers) {
        return send("GET", subject, address, new byte[0], headers);
    }

    /** An answer that is not held against the contract. */
    ApiResponse raw(String method, String subject, String address) {
        return api.answer(request(method, subject, address, new byte[0]));
    }

    Response send(String method, String subject, String address, byte[] body, String... headers) {
        ApiRequest request = request(method, subject, address, body, headers);
        ApiResponse response = api.answer(request);
        requireDocumented(request, response);
        return new Response(response);
    }

    private ApiRequest request(String method, String subject, String address, byte[] body, String... headers) {
        URI uri = URI.create(address);
        Map<String, List<String>> query = new LinkedHashMap<>();
        if (uri.getRawQuery() != null) {
            for (String part : uri.getRawQuery().split("&")) {
                String[] pair = part.split("=", 2);
                query.computeIfAbsent(decode(pair[0]), absent -> new ArrayList<>())
                        .add(decode(pair.length > 1 ? pair[1] : ""));
            }
        }
        Map<String, String> all = new TreeMap<>();
        if (!subject.isEmpty()) {
            all.put(
                    "Authorization",
                    subject.contains(" ")
                            ? subject
                            : subject + " edf/forecasts.read edf/homes.read edf/models.read edf/models.decide");
        }
        for (int position = 0; position < headers.length; position += 2) {
            all.put(headers[position], headers[position + 1]);
        }
        return new ApiRequest("request-" + ++requests, method, decode(uri.getRawPath()), query, all, Map.of(), body);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, UTF_8);
    }

    private void requireDocumented(ApiRequest request, ApiResponse response) {
        assertThat(response.headers())
                .containsEntry("X-Request-Id", request.id())
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsKeys("Cache-Control", "Vary");
        if (contract.route(request.method(), request.path()) instanceof Route.Found found) {
            Operation operation = found.operation();
            JsonNode documented = Document.operation(operation.path().text(), operation.method())
                    .path("responses")
                    .path(Integer.toString(response.status()));
            assertThat(documented.isMissingNode())
                    .as("%s answers %s as documented", operation.id(), response.status())
                    .isFalse();
            requireHeaders(operation, Document.resolve(documented), response);
            requireBody(operation, Document.resolve(documented), new Response(response), request);
        }
    }

    private static void requireHeaders(Operation operation, JsonNode documented, ApiResponse response) {
        for (String name : List.of("ETag", "Age", "Link", "Retry-After", "WWW-Authenticate")) {
            if (response.headers().containsKey(name)) {
                assertThat(documented.path("headers").has(name))
                        .as("%s answers %s with header %s", operation.id(), response.status(), name)
                        .isTrue();
            }
        }
    }

    private static void requireBody(Operation operation, JsonNode documented, Response response, ApiRequest request) {
        if (request.method().equals("HEAD") || response.status() == 304) {
            assertThat(response.raw().body()).isEmpty();
            return;
        }
        String type = response.header("Content-Type").split(";")[0];
        JsonNode content = documented.path("content").path(type);
        assertThat(content.isMissingNode())
                .as("%s answers %s", operation.id(), type)
                .isFalse();
        if (type.endsWith("json")) {
            assertThat(Document.problems(content.path("schema"), response.json()))
                    .as("%s: %s", operation.id(), response.text())
                    .isEmpty();
        }
    }

    @Override
    public void close() {
        api.close();
    }

    /** An answer, unpacked. */
    record Response(ApiResponse raw) {
        int status() {
            return raw.status();
        }

        String header(String name) {
            return raw.headers().get(name);
        }

        String text() {
            try (GZIPInputStream packed = "gzip".equals(header("Content-Encoding"))
                    ? new GZIPInputStream(new ByteArrayInputStream(raw.body()))
                    : null) {
                return new String(packed == null ? raw.body() : packed.readAllBytes(), UTF_8);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        JsonNode json() {
            try {
                return Document.JSON.readTree(text());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /** Entitlements in memory. */
    static final class Grants implements EntitlementRegister {
        private final Map<String, Entitlement> bySubject = new TreeMap<>();
        boolean down;

        @Override
        public Optional<Entitlement> find(String subject) {
            if (down) {
                throw new DependencyUnavailableException("entitlements are down");
            }
            return Optional.ofNullable(bySubject.get(subject));
        }

        @Override
        public List<Entitlement> all() {
            return List.copyOf(bySubject.values());
        }

        @Override
        public void put(Entitlement entitlement) {
            bySubject.put(entitlement.subject(), entitlement);
        }

        @Override
        public void remove(String subject) {
            bySubject.remove(subject);
        }
    }

    /** A registry in memory. */
    static final class Registry implements ModelRegistry {
        final List<ModelPackage> models = new ArrayList<>();

        @Override
        public ModelPackage register(Registration registration) {
            throw new UnsupportedOperationException("the API only decides");
        }

        @Override
        public List<ModelPackage> list(String group) {
            return models.stream()
                    .filter(model -> model.group().equals(group))
                    .sorted(Comparator.comparing(ModelPackage::version).reversed())
                    .toList();
        }

        @Override
        public Optional<ModelPackage> find(String group, int version) {
            return list(group).stream()
                    .filter(model -> model.version() == version)
                    .findFirst();
        }

        @Override
        public ModelPackage decide(String group, int version, ApprovalStatus status, String reason) {
            ModelPackage before = find(group, version).orElseThrow();
            ModelPackage after = new ModelPackage(
                    group,
                    version,
                    before.arn(),
                    before.modelData(),
                    before.sha256(),
                    status,
                    reason,
                    before.createdAt(),
                    before.metrics(),
                    before.metadata());
            models.set(models.indexOf(before), after);
            return after;
        }
    }

    private final class Stores implements Platform {
        @Override
        public ObjectStore objects() {
            return objects;
        }

        @Override
        public ModelRegistry models() {
            return registry;
        }

        @Override
        public ServingModels servingModels() {
            throw new UnsupportedOperationException("not served");
        }

        @Override
        public ForecastStore forecasts() {
            return forecasts;
        }

        @Override
        public Entitlements entitlements() {
            return grants;
        }

        @Override
        public Metrics metrics() {
            return (name, value, unit, dimensions) -> {};
        }

        @Override
        public Secrets secrets() {
            throw new UnsupportedOperationException("not served");
        }

        @Override
        public Clock clock() {
            return new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return now;
                }
            };
        }
    }
}
