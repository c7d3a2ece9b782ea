-- For each run of the last 30 days: how many rows there are, and what share was made without the model, or with an older one.
SELECT issued_at, quantity, model_version, regexp_extract("$path", '([^/]+)/[^/]+$', 1) AS execution, count(*) AS forecast_rows,
       count(DISTINCT building_id) AS buildings,
       round(100.0 * count_if(quality = 'FALLBACK') / count(*), 2) AS fallback_percent,
       round(100.0 * count_if(quality = 'COLD_START') / count(*), 2) AS new_building_percent,
       round(100.0 * count_if(quality = 'MODEL_STALE') / count(*), 2) AS stale_percent
FROM forecasts
WHERE issue_date >= date_format(current_date - INTERVAL '30' DAY, '%Y-%m-%d')
GROUP BY 1, 2, 3, 4
ORDER BY issued_at DESC;
