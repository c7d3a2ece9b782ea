-- For each building and month of the last year: how many hours have a reading, and how many are flagged.
SELECT month, building_id,
       count(DISTINCT CASE WHEN consumption_kwh IS NOT NULL THEN timestamp_hour END) AS hours_with_reading,
       count(DISTINCT CASE WHEN flag <> 'ok' THEN timestamp_hour END) AS flagged_hours
FROM consumption
WHERE month >= date_format(current_date - INTERVAL '12' MONTH, '%Y-%m')
GROUP BY month, building_id
ORDER BY month, building_id;
