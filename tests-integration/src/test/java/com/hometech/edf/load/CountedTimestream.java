package com.hometech.edf.load;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.timestreamquery.TimestreamQueryClient;
import software.amazon.awssdk.services.timestreamquery.model.QueryRequest;
import software.amazon.awssdk.services.timestreamquery.model.QueryResponse;
import software.amazon.awssdk.services.timestreamwrite.TimestreamWriteClient;
import software.amazon.awssdk.services.timestreamwrite.model.WriteRecordsRequest;
import software.amazon.awssdk.services.timestreamwrite.model.WriteRecordsResponse;

/** A Timestream that takes everything and counts what it is asked. */
final class CountedTimestream {
    final Map<String, Integer> requests = new TreeMap<>();
    long records;

    TimestreamWriteClient write() {
        return new TimestreamWriteClient() {
            @Override
            public WriteRecordsResponse writeRecords(WriteRecordsRequest request) {
                requests.merge("WriteRecords", 1, Integer::sum);
                records += request.records().size();
                return WriteRecordsResponse.builder().build();
            }

            @Override
            public String serviceName() {
                return "timestream";
            }

            @Override
            public void close() {}
        };
    }

    TimestreamQueryClient query() {
        return new TimestreamQueryClient() {
            @Override
            public QueryResponse query(QueryRequest request) {
                requests.merge("Query", 1, Integer::sum);
                return QueryResponse.builder().build();
            }

            @Override
            public String serviceName() {
                return "timestream";
            }

            @Override
            public void close() {}
        };
    }
}
