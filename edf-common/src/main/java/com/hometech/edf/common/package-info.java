/**
 * The words all parts of EDF share: domain records, ports, configuration and errors. Knows no Spark, no cloud and no
 * clock of its own.
 */
@NullMarked
package com.hometech.edf.common;

import org.jspecify.annotations.NullMarked;
