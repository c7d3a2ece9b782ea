/**
 * Uploads as they arrive: which file it is, its text, its lines. What cannot be right is set aside with the reason; what makes
 * the whole file useless is refused in words for the person who made it.
 */
@NullMarked
package com.hometech.edf.insights.upload;

import org.jspecify.annotations.NullMarked;
