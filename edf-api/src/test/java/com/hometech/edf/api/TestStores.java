package com.hometech.edf.api;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.port.ForecastStore;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Stores in memory that can fail, hang, and say how often they were asked. */
final class TestStores {
    private TestStores() {}

    /** What goes wrong at present, and what was asked. */
    static final class Condition {
        private final AtomicInteger reads = new AtomicInteger();
        private volatile boolean down;
        private volatile CountDownLatch hanging = new CountDownLatch(0);

        void goDown() {
            down = true;
        }

        void hang() {
            hanging = new CountDownLatch(1);
        }

        void recover() {
            down = false;
            hanging.countDown();
        }

        int reads() {
            return reads.get();
        }

        private void read() {
            reads.incrementAndGet();
            try {
                hanging.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            if (down) {
                throw new DependencyUnavailableException("jdbc:secret-host is down");
            }
        }
    }

    /** Forecasts in memory: rows are visible once their run is published. */
    static final class Forecasts implements ForecastStore {
        final Condition condition = new Condition();
        private final List<ForecastRecord> rows = new ArrayList<>();
        private final List<Run> runs = new ArrayList<>();

        synchronized void add(List<ForecastRecord> issue) {
            ForecastRecord first = issue.get(0);
            rows.addAll(issue);
            runs.add(new Run("run", first.issuedAt(), first.modelVersion(), first.quantity()));
        }

        @Override
        public Load begin(Run run, int parts) {
            throw new UnsupportedOperationException("the API only reads");
        }

        @Override
        public LoadReceipt stage(Load load, int part, Iterator<ForecastRecord> staged, Consumer<Rejected> rejected) {
            throw new UnsupportedOperationException("the API only reads");
        }

        @Override
        public void publish(Load load, List<LoadReceipt> receipts) {
            throw new UnsupportedOperationException("the API only reads");
        }

        private synchronized List<ForecastRecord> of(BuildingId building, Quantity quantity) {
            condition.read();
            return rows.stream()
                    .filter(row -> row.building().equals(building) && row.quantity() == quantity)
                    .sorted(Comparator.comparing(ForecastRecord::targetTime))
                    .toList();
        }

        @Override
        public List<ForecastRecord> newest(BuildingId building, Quantity quantity, Instant from, Instant to) {
            Map<Instant, ForecastRecord> newest = new TreeMap<>();
            of(building, quantity).stream()
                    .filter(row ->
                            !row.targetTime().isBefore(from) && row.targetTime().isBefore(to))
                    .forEach(row -> newest.merge(
                            row.targetTime(),
                            row,
                            (one, other) -> one.issuedAt().isAfter(other.issuedAt()) ? one : other));
            return List.copyOf(newest.values());
        }

        @Override
        public List<ForecastRecord> issue(BuildingId building, Quantity quantity, Instant issuedAt) {
            return of(building, quantity).stream()
                    .filter(row -> row.issuedAt().equals(issuedAt))
                    .toList();
        }

        @Override
        public Optional<Instant> newestIssue(BuildingId building, Quantity quantity) {
            return of(building, quantity).stream().map(ForecastRecord::issuedAt).max(Comparator.naturalOrder());
        }

        @Override
        public synchronized List<BuildingId> buildings(Quantity quantity) {
            return rows.stream()
                    .filter(row -> row.quantity() == quantity)
                    .map(ForecastRecord::building)
                    .distinct()
                    .sorted()
                    .toList();
        }

        @Override
        public synchronized List<Run> runs() {
            condition.read();
            return List.copyOf(runs);
        }
    }

    /** Objects in memory. */
    static final class Objects implements ObjectStore {
        final Condition condition = new Condition();
        private final Map<String, byte[]> contents = new ConcurrentSkipListMap<>();

        @Override
        public Entry put(ObjectUri uri, Path content) {
            try {
                return put(uri, Files.readAllBytes(content));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public Entry put(ObjectUri uri, byte[] content) {
            contents.put(uri.toString(), content.clone());
            return entry(uri.toString());
        }

        private Entry entry(String uri) {
            byte[] content = contents.get(uri);
            return new Entry(ObjectUri.parse(uri), content.length, Integer.toString(Arrays.hashCode(content)));
        }

        @Override
        public Optional<Entry> putIfAbsent(ObjectUri uri, byte[] content) {
            return contents.putIfAbsent(uri.toString(), content.clone()) == null
                    ? Optional.of(entry(uri.toString()))
                    : Optional.empty();
        }

        @Override
        public InputStream open(ObjectUri uri) {
            return new ByteArrayInputStream(read(uri));
        }

        @Override
        public byte[] read(ObjectUri uri) {
            condition.read();
            return contents.get(uri.toString()).clone();
        }

        @Override
        public Optional<Entry> find(ObjectUri uri) {
            condition.read();
            return contents.containsKey(uri.toString()) ? Optional.of(entry(uri.toString())) : Optional.empty();
        }

        @Override
        public List<Entry> list(ObjectUri prefix) {
            condition.read();
            return contents.keySet().stream()
                    .filter(uri -> uri.startsWith(prefix.toString()))
                    .map(this::entry)
                    .toList();
        }

        @Override
        public void delete(ObjectUri uri) {
            contents.remove(uri.toString());
        }

        @Override
        public int stage(ObjectUri prefix, Path target) {
            throw new UnsupportedOperationException("the API reads single objects");
        }
    }
}
