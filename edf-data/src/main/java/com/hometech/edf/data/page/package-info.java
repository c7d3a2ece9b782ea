/**
 * Reports for people: one HTML file that needs no network, reads well on a phone, on paper and in the dark, and says each
 * number in a table too. A {@link com.hometech.edf.data.page.HtmlPage} is made of sections, a section of blocks
 * (paragraphs, notices, tiles, tables, charts). All text is escaped; the same content gives the same bytes.
 */
@NullMarked
package com.hometech.edf.data.page;

import org.jspecify.annotations.NullMarked;
