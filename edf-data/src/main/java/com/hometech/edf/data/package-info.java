/**
 * Readings on their way in: Parquet tables, import, data quality rules, sample data and the HTML page kit of the
 * reports.
 */
@NullMarked
package com.hometech.edf.data;

import org.jspecify.annotations.NullMarked;
