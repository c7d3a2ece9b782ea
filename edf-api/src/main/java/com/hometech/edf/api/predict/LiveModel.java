package com.hometech.edf.api.predict;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hometech.edf.api.access.Refreshed;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.Places;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.json.JsonFiles;
import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.common.port.Platform;
import com.hometech.edf.inference.artifact.ModelArtifact;
import com.hometech.edf.inference.correction.IntervalCorrections;
import com.hometech.edf.inference.forecast.ServedModel;
import com.hometech.edf.inference.registry.ChooseModel;
import com.hometech.edf.inference.registry.ChooseModel.Choice;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The model of a quantity that the next run would use, in memory, and what that run would know beside it. Looked at again every
 * minute; the model itself is opened again only where another one is approved.
 */
final class LiveModel {
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Pattern MONTH = Pattern.compile(".*/month=(\\d{4}-\\d{2})/[^/]+\\.parquet");
    private static final int DAYS_OF_A_YEAR = 366;

    private final Platform platform;
    private final EdfConfig config;
    private final Places places;
    private final Quantity quantity;
    private final String group;
    private final Refreshed<State> state;

    /**
     * What was read.
     *
     * @param approved of the group when the model was chosen
     * @param model to forecast with
     * @param firstMonth of the stored readings; empty where there are none
     * @param corrections of intervals; empty where there are none, or they are switched off
     */
    record State(
            List<ModelPackage> approved,
            ServedModel model,
            Optional<Instant> firstMonth,
            Optional<IntervalCorrections> corrections) {
        /** Whether the stored readings before a time span a year, so that seasons are features: as the daily run decides it. */
        boolean isSeasonal(Instant end) {
            return firstMonth
                    .filter(first ->
                            !first.plus(Duration.ofDays(DAYS_OF_A_YEAR)).isAfter(end))
                    .isPresent();
        }
    }

    /** @param group model package group of the quantity in this environment */
    LiveModel(Platform platform, EdfConfig config, Places places, Quantity quantity, String group, Clock clock) {
        this.platform = platform;
        this.config = config;
        this.places = places;
        this.quantity = quantity;
        this.group = group;
        state = new Refreshed<>(FRESH, LONGEST, clock, this::read);
    }

    /**
     * The model, and what a run would know beside it.
     *
     * @throws com.hometech.edf.common.error.ModelUnusableException when no approved model can be used
     */
    State get() {
        return state.get();
    }

    private State read(@Nullable State before) {
        List<ModelPackage> approved = platform.models().approved(group);
        ServedModel model = before != null && before.approved().equals(approved) ? before.model() : opened();
        return new State(approved, model, firstMonth(), corrections());
    }

    private ServedModel opened() {
        Choice choice = new ChooseModel(platform).choose(group);
        ModelPackage chosen = choice.model();
        ModelArtifact artifact =
                ModelArtifact.open(platform.objects().read(chosen.modelData()), chosen.modelVersion(), chosen.sha256());
        return new ServedModel(chosen, choice.stale(), artifact);
    }

    private Optional<Instant> firstMonth() {
        ObjectUri readings = places.processedData().resolve(quantity.table() + "/");
        return platform.objects().list(readings).stream()
                .map(entry -> MONTH.matcher(entry.uri().key()))
                .filter(Matcher::matches)
                .map(month -> YearMonth.parse(month.group(1)))
                .min(YearMonth::compareTo)
                .map(month -> month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private Optional<IntervalCorrections> corrections() {
        if (!config.edfMonitoring().intervalCorrection().enabled()) {
            return Optional.empty();
        }
        ObjectUri file = places.accuracy().resolve(IntervalCorrections.FOLDER + IntervalCorrections.FILE_NAME);
        return platform.objects().openIfPresent(file).map(content -> {
            try (InputStream in = content) {
                return JsonFiles.parse(
                        new String(in.readAllBytes(), UTF_8), IntervalCorrections.class, file.toString());
            } catch (IOException failure) {
                throw new DependencyUnavailableException("Cannot read " + file + ": " + failure, failure);
            }
        });
    }
}
