package com.hometech.edf.data.quality;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is good and bad about the data: {@code data_quality_report.json}.
 *
 * @param source what was looked at, in words
 * @param tables what became of the rows of each table
 * @param files what became of each delivered file; empty when the tables themselves were looked at
 * @param rejections rows that were not taken, by table and reason
 * @param buildings every known building, by id
 * @param sites every site that has buildings, by id
 * @param months completeness of the readings over time
 * @param corrections stored readings that were given another value
 * @param warnings what a person should look at, gravest first
 * @param ingestionSequence greatest version of the readings that were looked at; null where the report is of delivered files, which
 *     name theirs, and in reports of older versions
 */
public record DataQualityReport(
        String source,
        List<TableTotals> tables,
        List<DeliveredFile> files,
        List<Rejection> rejections,
        List<BuildingQuality> buildings,
        List<SiteWeather> sites,
        List<MonthlyCoverage.Month> months,
        List<Correction> corrections,
        List<String> warnings,
        @Nullable Long ingestionSequence) {

    /** The name of the report as a file. */
    public static final String JSON_FILE = "data_quality_report.json";

    /**
     * The ends that the rows of a table met. {@code accepted + rejected + duplicates + missing = input}: nothing is lost.
     *
     * @param accepted rows whose value went into the table
     * @param rejected rows that were set aside with a reason
     * @param duplicates rows that say exactly what another one says
     * @param missing rows without a value
     * @param corrections accepted rows that change what an earlier delivery said
     * @param stored rows of the table; fewer than accepted where parts of hours were summed
     */
    public record TableTotals(
            String table,
            long input,
            long accepted,
            long rejected,
            long duplicates,
            long missing,
            long corrections,
            long stored) {
        public TableTotals {
            if (accepted + rejected + duplicates + missing != input) {
                throw new IllegalStateException(
                        "Rows of " + table + " were lost: " + input + " came in, but " + accepted + " accepted + "
                                + rejected + " rejected + " + duplicates + " duplicates + " + missing + " missing");
            }
        }
    }

    /**
     * A delivered file.
     *
     * @param rows that were read; 0 where the file as a whole was not taken
     * @param version ingestion sequence of its rows
     * @param problem why it was not taken; empty where it was
     */
    public record DeliveredFile(String name, String table, long rows, long version, String problem) {}

    /** Rows that were set aside for one reason, with the first of them. */
    public record Rejection(
            String table, RejectReason reason, String meaning, long rows, List<RowTally.Example> examples) {
        public Rejection {
            examples = List.copyOf(examples);
        }
    }

    public DataQualityReport {
        tables = List.copyOf(tables);
        files = List.copyOf(files);
        rejections = List.copyOf(rejections);
        buildings = List.copyOf(buildings);
        sites = List.copyOf(sites);
        months = List.copyOf(months);
        corrections = List.copyOf(corrections);
        warnings = List.copyOf(warnings);
    }

    /** The same report with these corrections. */
    public DataQualityReport withCorrections(List<Correction> newCorrections) {
        return new DataQualityReport(
                source,
                tables,
                files,
                rejections,
                buildings,
                sites,
                months,
                newCorrections,
                warnings,
                ingestionSequence);
    }

    /** The same report with these warnings. */
    public DataQualityReport withWarnings(List<String> newWarnings) {
        return new DataQualityReport(
                source,
                tables,
                files,
                rejections,
                buildings,
                sites,
                months,
                corrections,
                newWarnings,
                ingestionSequence);
    }
}
