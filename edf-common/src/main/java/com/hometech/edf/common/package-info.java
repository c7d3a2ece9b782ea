/**
 * What every module shares: domain records, ports, configuration and errors. Nothing here knows Spark, AWS, files or
 * clocks.
 */
@NullMarked
package com.hometech.edf.common;

import org.jspecify.annotations.NullMarked;
