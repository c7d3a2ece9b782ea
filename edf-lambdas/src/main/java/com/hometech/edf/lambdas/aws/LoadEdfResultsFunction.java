package com.hometech.edf.lambdas.aws;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.hometech.edf.aws.AwsClients;
import com.hometech.edf.aws.AwsPlatform;
import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.data.parquet.ParquetRowWriter;
import com.hometech.edf.data.parquet.ParquetTableReader;
import com.hometech.edf.data.table.ForecastColumn;
import com.hometech.edf.lambdas.LoadEdfResultsHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code LoadEDFResultsLambda}: makes the forecasts of a run readable. */
public final class LoadEdfResultsFunction extends AwsFunction {
    private static final List<ForecastColumn> NUMBERS = List.of(
            ForecastColumn.LEAD_HOURS, ForecastColumn.YHAT, ForecastColumn.YHAT_LOWER, ForecastColumn.YHAT_UPPER);

    /** As Lambda makes it. */
    public LoadEdfResultsFunction() {
        this(Surroundings.ofLambda());
    }

    public LoadEdfResultsFunction(Surroundings surroundings) {
        super(surroundings, AwsClients::s3);
    }

    @Override
    RequestHandler<Map<String, Object>, Map<String, Object>> handler(AwsPlatform platform) {
        return new LoadEdfResultsHandler(platform);
    }

    @Override
    void warmUp(AwsPlatform platform) {
        platform.forecasts().runs();
        readAFile();
    }

    /** Most of a first load is loading the classes that read Parquet. */
    private static void readAFile() {
        try {
            Path directory = Files.createTempDirectory("edf-warm-up");
            Path file = directory.resolve("forecasts.parquet");
            try (ParquetRowWriter writer = new ParquetRowWriter(file, ForecastColumn.SCHEMA)) {
                writer.setString(ForecastColumn.BUILDING_ID.ordinal(), "warm-up");
                writer.setEpochSecond(ForecastColumn.TIMESTAMP.ordinal(), 0);
                writer.setEpochSecond(ForecastColumn.ISSUED_AT.ordinal(), 0);
                for (ForecastColumn number : NUMBERS) {
                    writer.setDouble(number.ordinal(), 0);
                }
                writer.setString(ForecastColumn.MODEL_VERSION.ordinal(), "warm-up");
                writer.setString(ForecastColumn.QUALITY.ordinal(), ForecastQuality.FALLBACK.name());
                writer.endRow();
                writer.finish();
            }
            try (ParquetTableReader reader = new ParquetTableReader(file, ForecastColumn.SCHEMA)) {
                reader.next();
            }
            Files.delete(file);
            Files.delete(directory);
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot warm up: " + failure, failure);
        }
    }
}
