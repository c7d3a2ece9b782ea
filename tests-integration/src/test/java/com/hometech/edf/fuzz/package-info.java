/** Readers of what comes from outside, given thousands of damaged inputs: an answer or an error of ours, never a defect. */
@NullMarked
package com.hometech.edf.fuzz;

import org.jspecify.annotations.NullMarked;
