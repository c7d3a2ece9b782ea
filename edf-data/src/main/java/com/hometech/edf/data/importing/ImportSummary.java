package com.hometech.edf.data.importing;

import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.data.quality.DataQualityReport;

/**
 * What an import did.
 *
 * @param number 1, 2, 3 … for each import that brought something
 * @param changed false when everything in the folder had been imported before; then the report is that of the last import
 * @param report what is good and bad about the data
 * @param reportJson where {@code data_quality_report.json} lies; {@code data_quality_report.html} is beside it
 * @param rejectedRows where the rows lie that were not taken; there is no such object when all were
 */
public record ImportSummary(
        int number, boolean changed, DataQualityReport report, ObjectUri reportJson, ObjectUri rejectedRows) {}
