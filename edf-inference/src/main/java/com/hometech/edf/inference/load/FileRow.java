package com.hometech.edf.inference.load;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.hometech.edf.common.domain.ForecastQuantile;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.UncorrectedInterval;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row as it stands in the file. When it is set aside, this and the reason are a line of {@code rejected_rows.jsonl}. */
record FileRow(
        String buildingId,
        Instant timestamp,
        Instant issuedAt,
        double leadHours,
        double yhat,
        double yhatLower,
        double yhatUpper,
        String modelVersion,
        String quality,
        String quantity,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ForecastQuantile> quantiles,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UncorrectedInterval uncorrected,
        String reason) {

    /** The same row with the reason why it is set aside. */
    FileRow because(String why) {
        return new FileRow(
                buildingId,
                timestamp,
                issuedAt,
                leadHours,
                yhat,
                yhatLower,
                yhatUpper,
                modelVersion,
                quality,
                quantity,
                quantiles,
                uncorrected,
                why);
    }

    static FileRow of(ForecastRecord row, String reason) {
        return new FileRow(
                row.building().value(),
                row.targetTime(),
                row.issuedAt(),
                row.leadHours(),
                row.yhat(),
                row.yhatLower(),
                row.yhatUpper(),
                row.modelVersion(),
                row.quality().name(),
                row.quantity().code(),
                row.quantiles(),
                row.uncorrected(),
                reason);
    }
}
