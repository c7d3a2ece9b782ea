package com.hometech.edf.cli.explain;

import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.inference.explain.Explanation;
import java.time.Instant;
import java.util.List;

/**
 * A stored forecast with its explanation.
 *
 * @param forecast as it is stored
 * @param origin start of the last interval whose reading was known
 * @param levelKwh the building's own level at the origin [kWh]
 * @param explanation adds up to the forecast, unless a remark says why not
 * @param remarks what else there is to know, in sentences
 */
public record ExplainedForecast(
        ForecastRecord forecast, Instant origin, double levelKwh, Explanation explanation, List<String> remarks) {
    public ExplainedForecast {
        remarks = List.copyOf(remarks);
    }
}
