package com.hometech.edf.additive;

/**
 * What a holiday, or a day before or after it, adds.
 *
 * @param holiday its name
 * @param offset days after the holiday; negative before it
 * @param mode how it enters the forecast
 * @param days how many such days lie in the time of the history
 * @param effect additive [unit of the series], multiplicative [part of the trend]
 */
public record HolidayEffect(String holiday, int offset, Mode mode, int days, double effect) {}
