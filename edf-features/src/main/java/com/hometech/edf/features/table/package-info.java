/** Feature tables: rows of (building, origin, lead) with target, baselines, fallback, readiness and features, in memory and as Parquet. */
@NullMarked
package com.hometech.edf.features.table;

import org.jspecify.annotations.NullMarked;
