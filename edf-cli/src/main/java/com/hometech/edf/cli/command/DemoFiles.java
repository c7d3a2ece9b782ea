package com.hometech.edf.cli.command;

import com.hometech.edf.cli.Workbench;
import com.hometech.edf.cli.states.ExecutionRecord;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.data.accuracy.AccuracySummary;
import com.hometech.edf.data.watch.WatchSummary;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a demo leaves behind.
 *
 * @param dataQualityReport page about the imported readings
 * @param model the model's artifact
 * @param training the execution that made the model
 * @param inference the execution that made the forecasts
 */
record DemoFiles(Path dataQualityReport, ObjectUri model, ExecutionRecord training, ExecutionRecord inference) {

    /** Each file or folder by what it holds, in the order in which it was made. */
    Map<String, Path> places(Workbench bench) {
        Map<String, Path> places = new LinkedHashMap<>();
        places.put("data quality", dataQualityReport);
        places.put(
                "evaluation",
                bench.pathOf(bench.places().evaluationOutput(training.stateMachine(), training.name()))
                        .resolve("evaluation_report_edf.html"));
        places.put("model", bench.pathOf(model));
        places.put(
                "forecasts", bench.pathOf(bench.places().forecastOutput(inference.stateMachine(), inference.name())));
        places.put("accuracy", bench.pathOf(bench.places().accuracy()).resolve(AccuracySummary.PAGE_NAME));
        places.put("daily checks", bench.pathOf(bench.places().monitoring()).resolve(WatchSummary.PAGE_NAME));
        places.put("configuration", bench.pathOf(bench.places().configuration()));
        places.put(
                "log",
                Path.of(System.getProperty(
                        "edf.log.file", bench.home().resolve("logs/edf.log").toString())));
        return places;
    }
}
