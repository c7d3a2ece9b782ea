-- How good issued forecasts of the last 28 days turned out to be, by quantity and day ahead, beside plain forecasts.
SELECT quantity, day_ahead, sum(scored_hours) AS scored_hours,
       round(100.0 * sum(scored_hours) / sum(issued_hours), 1) AS scored_percent,
       round(100 * sum(model_absolute_error_kwh) / nullif(sum(absolute_actual_kwh), 0), 2) AS wape_percent,
       round(100 * sum(last_week_absolute_error_kwh) / nullif(sum(absolute_actual_kwh), 0), 2) AS last_week_wape_percent,
       round(100 * sum(four_week_mean_absolute_error_kwh) / nullif(sum(absolute_actual_kwh), 0), 2) AS four_week_mean_wape_percent,
       round(100 * sum(model_error_kwh) / nullif(sum(absolute_actual_kwh), 0), 2) AS bias_percent,
       round(100.0 * sum(covered_hours) / nullif(sum(scored_hours), 0), 1) AS coverage_percent
FROM accuracy
WHERE month >= date_format(current_date - INTERVAL '28' DAY, '%Y-%m') AND day >= current_date - INTERVAL '28' DAY
GROUP BY 1, 2
ORDER BY 1, 2;
