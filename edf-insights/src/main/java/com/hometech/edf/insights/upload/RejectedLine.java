package com.hometech.edf.insights.upload;

/**
 * A line that was set aside.
 *
 * @param line its number in the file; the header is 1
 * @param reason what is wrong
 * @param content its fields, as the file has them, shortened
 */
public record RejectedLine(long line, RejectReason reason, String content) {}
