package com.hometech.edf.data.sample;

/**
 * A data fault that was put into the sample on purpose.
 *
 * @param fault its number in the project's list of faults
 * @param file the file that holds it
 * @param subject the building or site that it touches; {@code *} for the whole file
 * @param time the first time stamp that it touches, as the file has or would have it; empty for the whole file
 * @param rows how many rows are missing, added or changed
 * @param what it is, in words
 */
public record PlantedDefect(int fault, String file, String subject, String time, int rows, String what) {}
