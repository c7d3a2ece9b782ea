/** The report on an upload: recommendations with what they assume, the text and who wrote it, the page. */
@NullMarked
package com.hometech.edf.insights.report;

import org.jspecify.annotations.NullMarked;
