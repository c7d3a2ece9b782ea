/**
 * The first step of both workflows: can the tables be used at all? Looks at the tables as they are, however they were made, and
 * writes the data-quality report.
 */
@NullMarked
package com.hometech.edf.data.validation;

import org.jspecify.annotations.NullMarked;
