package com.hometech.edf.insights.upload;

import java.time.ZoneId;
import java.util.List;

/**
 * What an uploaded file says.
 *
 * @param id under which the results are kept
 * @param sha256 checksum of the file's bytes, in lower-case hex
 * @param zone of days and hours
 * @param lines of the file below its header
 * @param appliances by name, at least one
 * @param rejected lines that were set aside, by number
 * @param renamed how many names had to be changed to be safe in tables and pages
 * @param ignoredColumns columns that are not looked at
 */
public record Upload(
        UploadId id,
        String sha256,
        ZoneId zone,
        long lines,
        List<ApplianceSeries> appliances,
        List<RejectedLine> rejected,
        int renamed,
        List<String> ignoredColumns) {

    public Upload {
        appliances = List.copyOf(appliances);
        rejected = List.copyOf(rejected);
        ignoredColumns = List.copyOf(ignoredColumns);
    }

    /**
     * The appliances that the total is the sum of: all but meters of the whole home, or these where there is nothing else.
     */
    public List<ApplianceSeries> parts() {
        List<ApplianceSeries> parts = appliances.stream()
                .filter(series -> series.kind() != ApplianceKind.WHOLE_HOME)
                .toList();
        return parts.isEmpty() ? appliances : parts;
    }
}
