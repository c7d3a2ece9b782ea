package com.hometech.edf.lambdas;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.Places;
import com.hometech.edf.common.error.EdfException;
import com.hometech.edf.common.port.Platform;
import com.hometech.edf.inference.runs.EndedExecution;
import com.hometech.edf.inference.runs.RecordTrainingRun;
import com.hometech.edf.inference.runs.TrainingRun;
import com.hometech.edf.inference.runs.mlflow.MlflowTracking;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code RecordEDFRunLambda}: keeps what is to be remembered of a training run that has ended, and sends it to an MLflow server where
 * there is one. A server that does not take it costs a warning and nothing else.
 */
public final class RecordEdfRunHandler implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    private static final Logger LOG = LoggerFactory.getLogger(RecordEdfRunHandler.class);

    private final RecordTrainingRun recordRun;
    private final MlflowTracking mlflow;

    public RecordEdfRunHandler(Platform platform, EdfConfig config, Places places) {
        recordRun = new RecordTrainingRun(platform.objects(), config, places);
        mlflow = new MlflowTracking(platform, config.edfTraining().mlflow(), places);
    }

    /**
     * Records a run.
     *
     * @param input the {@code detail} of an event "Step Functions Execution Status Change"
     * @return {@code run}, {@code status}, {@code mlflow} (its id there; empty where it was not sent), {@code mlflow_problem} (why a
     *     configured server did not take it; else empty)
     */
    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
        TrainingRun run = recordRun.record(EndedExecution.ofEvent(input));
        Map<String, Object> answer = new TreeMap<>();
        answer.put("run", run.run());
        answer.put("status", run.status().code());
        answer.put("mlflow", "");
        answer.put("mlflow_problem", "");
        if (mlflow.isConfigured()) {
            send(run, answer);
        }
        return answer;
    }

    private void send(TrainingRun run, Map<String, Object> answer) {
        try {
            answer.put("mlflow", mlflow.send(run).runId());
        } catch (EdfException failure) {
            LOG.warn(
                    "Run {} is recorded, but MLflow did not take it: {}. Send it later: edf runs push {}",
                    run.run(),
                    failure.getMessage(),
                    run.run(),
                    failure);
            answer.put("mlflow_problem", String.valueOf(failure.getMessage()));
        }
    }
}
