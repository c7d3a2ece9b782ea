/**
 * Brings delivered CSV files into the tables of the pipeline: streaming, with the rules for bad readings, publishing all or
 * nothing. Rows that are not taken are written aside with the reason.
 */
@NullMarked
package com.hometech.edf.data.importing;

import org.jspecify.annotations.NullMarked;
