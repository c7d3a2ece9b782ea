/**
 * The tables of the pipeline: which columns each has, in one enum for each table, and the reader of the files that say
 * which buildings exist and when their holidays are.
 */
@NullMarked
package com.hometech.edf.data.table;

import org.jspecify.annotations.NullMarked;
