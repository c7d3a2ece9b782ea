-- What was out of the ordinary about the readings of the last seven days, the gravest first.
SELECT building_id, quantity, kind, severity, rule, start_time, end_time, hours,
       round(actual_kwh, 1) AS actual_kwh, round(expected_kwh, 1) AS expected_kwh,
       round(lower_kwh, 1) AS lower_kwh, round(upper_kwh, 1) AS upper_kwh,
       round(difference_kwh, 1) AS difference_kwh, round(difference_days, 2) AS difference_days
FROM anomalies
WHERE month >= date_format(current_date - INTERVAL '7' DAY, '%Y-%m') AND end_time >= current_date - INTERVAL '7' DAY
ORDER BY CASE severity WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END, start_time DESC, building_id
LIMIT 500;
