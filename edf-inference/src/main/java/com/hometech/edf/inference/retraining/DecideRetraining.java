package com.hometech.edf.inference.retraining;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hometech.edf.common.config.MonitoringConfig;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ApprovalStatus;
import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.common.port.ModelRegistry;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.common.port.Platform;
import com.hometech.edf.data.accuracy.AccuracySummary;
import com.hometech.edf.data.accuracy.AccuracySummary.Check;
import com.hometech.edf.data.accuracy.AccuracySummary.DayScores;
import com.hometech.edf.data.accuracy.AccuracySummary.QuantityAccuracy;
import com.hometech.edf.data.watch.ChallengerComparison;
import com.hometech.edf.data.watch.ChallengerComparison.Verdict;
import com.hometech.edf.data.watch.WatchSummary;
import com.hometech.edf.inference.registry.ArtifactCheck;
import com.hometech.edf.inference.registry.FindChallenger;
import com.hometech.edf.inference.retraining.RetrainingFacts.Challenger;
import com.hometech.edf.inference.retraining.RetrainingState.Approval;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides, once the daily checks are published, whether new models are trained, and, where the configuration allows it, whether a
 * model that proved better goes live without a person. Time is that of the checks, so a simulated day is decided like a real one.
 *
 * <p>What was decided is kept below the place of monitoring before anything is done. So whoever is killed in between asks again for
 * the same: a training has the same name, and the same model is approved. Decisions that are older than those kept ask for nothing.
 */
public final class DecideRetraining {
    /** Who decided, in the registry. */
    public static final String DECIDER = "edf-monitoring (automatic)";

    private static final Logger LOG = LoggerFactory.getLogger(DecideRetraining.class);
    private static final String WAPE_CHECK = "wape";
    /** Accuracy that is older says nothing about today. */
    private static final int MOST_DAYS_OLD = 3;

    private static final int MOST_KEPT = 100;

    private final ObjectStore objects;
    private final ModelRegistry models;
    private final ArtifactCheck artifacts;
    private final MonitoringConfig config;

    public DecideRetraining(Platform platform, MonitoringConfig config) {
        this.objects = platform.objects();
        this.models = platform.models();
        this.artifacts = new ArtifactCheck(platform.objects());
        this.config = config;
    }

    /**
     * What decisions are about.
     *
     * @param monitoring prefix of what the daily checks found
     * @param accuracy prefix of the history of accuracy
     * @param groups model package groups
     * @param executions the newest training executions, by name
     */
    public record Question(
            ObjectUri monitoring,
            ObjectUri accuracy,
            Map<Quantity, String> groups,
            Map<String, TrainingStatus> executions) {
        public Question {
            groups = new TreeMap<>(groups);
            executions = new TreeMap<>(executions);
        }
    }

    /**
     * What was decided.
     *
     * @param decisions a quantity each, for those with a model that forecasts; empty where newer ones are kept
     * @param approvals models that went live now
     */
    public record Outcome(List<RetrainingDecision> decisions, List<Approval> approvals) {
        public Outcome {
            decisions = List.copyOf(decisions);
            approvals = List.copyOf(approvals);
        }

        /** What is to be started. */
        public List<Training> trainings() {
            return decisions.stream()
                    .flatMap(decision -> decision.training().stream())
                    .toList();
        }
    }

    /**
     * Decides.
     *
     * @throws InvalidInputException where the daily checks were not published
     */
    public Outcome decide(Question question) {
        ObjectUri found = question.monitoring().resolve(WatchSummary.FILE_NAME);
        WatchSummary summary = text(found)
                .map(json -> WatchSummary.parse(json, found.toString()))
                .orElseThrow(() -> new InvalidInputException(
                        "There is no " + found + ": run the daily checks before anything is decided"));
        ObjectUri kept = question.monitoring().resolve(RetrainingState.FILE_NAME);
        RetrainingState before = text(kept)
                .map(json -> RetrainingState.parse(json, kept.toString()))
                .orElseGet(() -> new RetrainingState(Instant.EPOCH, List.of(), List.of(), List.of()));
        if (before.asOf().isAfter(summary.asOf())) {
            return new Outcome(List.of(), List.of());
        }
        Day day = new Day(question, summary, before);
        question.groups().forEach(day::decide);
        objects.put(kept, day.state().toJson().getBytes(UTF_8));
        day.approve();
        return new Outcome(day.decisions, day.approvals);
    }

    private Optional<String> text(ObjectUri uri) {
        return objects.find(uri).isEmpty() ? Optional.empty() : Optional.of(new String(objects.read(uri), UTF_8));
    }

    /** The decisions of a day. */
    private final class Day {
        private final WatchSummary summary;
        private final Question question;
        private final RetrainingState before;
        private final List<RetrainingDecision> decisions = new ArrayList<>();
        private final List<Approval> approvals = new ArrayList<>();
        private final List<ModelPackage> approved = new ArrayList<>();

        Day(Question question, WatchSummary summary, RetrainingState before) {
            this.question = question;
            this.summary = summary;
            this.before = before;
        }

        void decide(Quantity quantity, String group) {
            List<ModelPackage> forecasting = models.approved(group);
            if (forecasting.isEmpty()) {
                return;
            }
            ModelPackage live = forecasting.get(0);
            Optional<ModelPackage> waiting =
                    new FindChallenger(models, config.challenger()).find(group, live.version(), summary.asOf());
            Optional<ChallengerComparison> comparison =
                    waiting.flatMap(model -> comparison(model, live.modelVersion()));
            boolean goesLive = waiting.isPresent()
                    && comparison.isPresent()
                    && goesLive(waiting.get(), comparison.get(), live.modelVersion());
            boolean isOpen = waiting.isPresent()
                    && !goesLive
                    && comparison
                            .filter(known -> known.verdict() == Verdict.WORSE)
                            .isEmpty();
            decisions.add(new RetrainingPolicy(config.retraining())
                    .decide(new RetrainingFacts(
                            quantity,
                            summary.asOf(),
                            summary.buildings(),
                            summary.alarms(),
                            badAccuracy(quantity).orElse(null),
                            newestScored(quantity).orElse(null),
                            models.list(group).stream()
                                    .map(model -> day(model.createdAt()))
                                    .findFirst()
                                    .orElse(null),
                            before.trainings().stream()
                                    .filter(training -> training.quantity() == quantity)
                                    .toList(),
                            question.executions(),
                            isOpen
                                    ? new Challenger(
                                            waiting.get().modelVersion(),
                                            day(waiting.get().createdAt()),
                                            comparison.orElse(null))
                                    : null)));
        }

        private Optional<ChallengerComparison> comparison(ModelPackage challenger, String live) {
            ObjectUri uri = question.monitoring().resolve(ChallengerComparison.FOLDER + ChallengerComparison.FILE_NAME);
            return text(uri)
                    .flatMap(json ->
                            ChallengerComparison.All.parse(json, uri.toString()).of(challenger.modelVersion()))
                    .filter(known -> known.champion().equals(live));
        }

        private boolean goesLive(ModelPackage challenger, ChallengerComparison comparison, String live) {
            if (!config.retraining().automaticApproval()) {
                return false;
            }
            List<String> obstacles = new ArrayList<>(new ApprovalPolicy(config.challenger())
                    .obstacles(comparison, live, summary.asOf(), summary.alarms(), approvals()));
            artifacts.check(challenger).ifPresent(finding -> obstacles.add(finding.reason()));
            if (!obstacles.isEmpty()) {
                LOG.info("{} does not go live by itself: {}", challenger.modelVersion(), String.join(" ", obstacles));
                return false;
            }
            approvals.add(new Approval(challenger.modelVersion(), summary.asOf(), DECIDER + ": " + comparison.text()));
            approved.add(challenger);
            return true;
        }

        /** Why forecasts are bad; empty where they are not, or where nobody looked lately. */
        private Optional<String> badAccuracy(Quantity quantity) {
            return accuracy(quantity).flatMap(known -> known.checks().stream()
                    .filter(check -> check.name().equals(WAPE_CHECK) && check.alarm())
                    .map(Check::text)
                    .findFirst());
        }

        private Optional<LocalDate> newestScored(Quantity quantity) {
            return accuracy(quantity).flatMap(known -> known.days().stream()
                    .filter(day -> day.counted() > 0)
                    .map(DayScores::day)
                    .max(LocalDate::compareTo));
        }

        /** Empty where nobody looked lately. */
        private Optional<QuantityAccuracy> accuracy(Quantity quantity) {
            ObjectUri uri = question.accuracy().resolve(AccuracySummary.FILE_NAME);
            return text(uri)
                    .map(json -> AccuracySummary.parse(json, uri.toString()))
                    .filter(accuracy ->
                            !day(accuracy.asOf()).isBefore(day(summary.asOf()).minusDays(MOST_DAYS_OLD)))
                    .flatMap(accuracy -> accuracy.quantities().stream()
                            .filter(known -> known.quantity() == quantity)
                            .findFirst());
        }

        /** Those that the registry took: whoever was killed after keeping one had not approved it. */
        private List<Approval> approvals() {
            return before.approvals().stream()
                    .filter(approval -> question.groups().values().stream()
                            .flatMap(group -> models.list(group).stream())
                            .anyMatch(model -> model.modelVersion().equals(approval.modelVersion())
                                    && model.status() != ApprovalStatus.PENDING_MANUAL_APPROVAL))
                    .toList();
        }

        RetrainingState state() {
            List<Training> trainings = new ArrayList<>(before.trainings());
            decisions.stream()
                    .flatMap(decision -> decision.training().stream())
                    .filter(training -> !trainings.contains(training))
                    .forEach(trainings::add);
            List<Approval> all = new ArrayList<>(before.approvals());
            approvals.stream().filter(approval -> !all.contains(approval)).forEach(all::add);
            return new RetrainingState(summary.asOf(), decisions, newest(trainings), newest(all));
        }

        void approve() {
            for (int number = 0; number < approved.size(); number++) {
                ModelPackage model = approved.get(number);
                models.decide(
                        model.group(),
                        model.version(),
                        ApprovalStatus.APPROVED,
                        approvals.get(number).reason());
            }
        }
    }

    private static LocalDate day(Instant time) {
        return time.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static <T> List<T> newest(List<T> all) {
        return all.subList(Math.max(0, all.size() - MOST_KEPT), all.size());
    }
}
