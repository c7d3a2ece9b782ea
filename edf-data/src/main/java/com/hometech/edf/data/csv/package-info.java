/**
 * CSV files as they arrive: plain or gzip, with or without byte order mark, columns by name. Every limit is hard, so that no
 * file takes more memory than an honest one.
 */
@NullMarked
package com.hometech.edf.data.csv;

import org.jspecify.annotations.NullMarked;
