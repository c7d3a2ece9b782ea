package com.hometech.edf.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlacesTest {
    private static final Places DEV = new Places(EdfConfig.defaults().general(), "-dev");

    @Test
    void bucketsCarryTheSuffixOfTheirEnvironment() {
        assertThat(DEV.processedData()).hasToString("s3://hometech-ml-processed-data-dev/processed_edf_data/");
        assertThat(DEV.calendarTopology()).hasToString("s3://hometech-ml-raw-data-dev/edf-inputs/calendar-topology/");
        assertThat(DEV.configuration()).hasToString("s3://hometech-ml-glue-scripts-dev/config/edf_config.yaml");
    }

    @Test
    void outputsLieBelowTheirStateMachineAndExecution() {
        assertThat(DEV.features("training", "EDFTrainingWorkflow", "run-1"))
                .hasToString("s3://hometech-ml-processed-data-dev/features/edf/training/EDFTrainingWorkflow/run-1/");
        assertThat(DEV.forecastOutput("EDFInferenceWorkflow", "run-2"))
                .hasToString("s3://hometech-ml-processed-data-dev/forecast-output/EDFInferenceWorkflow/run-2/");
    }

    @Test
    void forecastsOfAllExecutionsLieBelowTheStableBeginningOfTheirPath() {
        assertThat(DEV.forecastOutputs()).hasToString("s3://hometech-ml-processed-data-dev/forecast-output/");
        assertThat(DEV.accuracyOutput("EDFAccuracyWorkflow", "run-3"))
                .hasToString("s3://hometech-ml-processed-data-dev/accuracy-output/EDFAccuracyWorkflow/run-3/");
        assertThat(DEV.accuracy()).hasToString("s3://hometech-ml-processed-data-dev/accuracy/");
        assertThat(DEV.monitoringOutput("EDFMonitoringWorkflow", "run-4"))
                .hasToString("s3://hometech-ml-processed-data-dev/monitoring-output/EDFMonitoringWorkflow/run-4/");
        assertThat(DEV.monitoring()).hasToString("s3://hometech-ml-processed-data-dev/monitoring/");
        assertThat(DEV.shadowOutput("EDFInferenceWorkflow", "run-2"))
                .hasToString("s3://hometech-ml-processed-data-dev/shadow-output/EDFInferenceWorkflow/run-2/");
        assertThat(DEV.shadowOutputs()).hasToString("s3://hometech-ml-processed-data-dev/shadow-output/");
    }

    @Test
    void recordsOfTrainingRunsLieBelowOnePrefix() {
        assertThat(DEV.trainingRun("EDFTrainingWorkflow-dev", "run-4"))
                .hasToString("s3://hometech-ml-processed-data-dev/training-runs/EDFTrainingWorkflow-dev/run-4/");
        assertThat(DEV.trainingRuns()).hasToString("s3://hometech-ml-processed-data-dev/training-runs/");
    }
}
