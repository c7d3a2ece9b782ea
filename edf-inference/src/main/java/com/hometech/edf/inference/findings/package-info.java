/** What becomes of what a job found out: checked, and laid where others read it. */
@NullMarked
package com.hometech.edf.inference.findings;

import org.jspecify.annotations.NullMarked;
