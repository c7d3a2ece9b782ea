/**
 * The additive model of Taylor and Letham (Forecasting at scale, 2018), known as Prophet, fitted exactly: trend with
 * changepoints, seasonalities, holidays and regressors, additive or multiplicative. Settings, defaults, scales and files are
 * those of Prophet 1.3; where its optimiser stops near the maximum of the posterior, this one finds the maximum and proves
 * it, in milliseconds.
 *
 * <pre>{@code
 * AdditiveModel model = AdditiveModel.builder()
 *         .regressors(Regressor.of("temperature"))
 *         .holidays(List.of(Holiday.of("new year", LocalDate.of(2024, 1, 1))))
 *         .build();
 * FittedModel fitted = model.fit(Frame.at(times).with("y", load).with("temperature", observed));
 * Forecast forecast = fitted.predict(fitted.future(72, Duration.ofHours(1)).with("temperature", expected));
 * double[] yhat = forecast.yhat();
 * double[] upper = forecast.intervals().orElseThrow().yhatUpper();
 * double[] week = forecast.component("weekly");
 * List<SeasonalityProfile> shapes = fitted.components().seasonalities();
 * Files.writeString(Path.of("prophet_model.json"), ProphetJson.write(fitted));
 * }</pre>
 *
 * <p>Everything is immutable and safe to share between threads. What cannot be used is refused with an
 * {@link com.hometech.edf.additive.AdditiveInputException} that names it.
 */
@NullMarked
package com.hometech.edf.additive;

import org.jspecify.annotations.NullMarked;
