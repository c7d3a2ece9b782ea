-- The readings of each building as they count now: of several versions the greatest.
SELECT building_id, timestamp_hour, consumption_kwh, flag
FROM (
  SELECT *, row_number() OVER (PARTITION BY building_id, timestamp_hour ORDER BY version DESC) AS place
  FROM consumption
  WHERE month = date_format(current_date, '%Y-%m')
)
WHERE place = 1
ORDER BY building_id, timestamp_hour;
