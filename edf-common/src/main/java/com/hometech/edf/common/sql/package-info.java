/**
 * What forecast stores in SQL databases have in common: transactions, numbered schema files, and loads of several parts of which
 * nothing is seen before they are published.
 */
@NullMarked
package com.hometech.edf.common.sql;

import org.jspecify.annotations.NullMarked;
