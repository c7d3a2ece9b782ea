/**
 * Parquet files on local disk without Spark: a writer that appends rows of primitives and a reader that streams row groups
 * of chosen columns into primitive arrays. Same library and version as Spark's, so each reads what the other wrote.
 */
@NullMarked
package com.hometech.edf.data.parquet;

import org.jspecify.annotations.NullMarked;
