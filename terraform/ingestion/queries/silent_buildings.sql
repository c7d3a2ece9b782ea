-- Buildings whose newest reading is more than two days old, the longest silent first.
SELECT building_id, max(timestamp_hour) AS newest_reading
FROM consumption
WHERE month >= date_format(current_date - INTERVAL '3' MONTH, '%Y-%m')
  AND consumption_kwh IS NOT NULL
GROUP BY building_id
HAVING max(timestamp_hour) < current_timestamp - INTERVAL '2' DAY
ORDER BY newest_reading;
