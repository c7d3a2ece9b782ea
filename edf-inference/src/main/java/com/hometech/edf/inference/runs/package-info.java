/** Training runs: what each was given, how good its model was, what it left, and how runs compare. */
@NullMarked
package com.hometech.edf.inference.runs;

import org.jspecify.annotations.NullMarked;
