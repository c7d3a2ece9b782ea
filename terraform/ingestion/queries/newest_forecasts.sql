-- The newest forecast of each building and hour from now on, of the issues of the last week; choose a building.
SELECT building_id, "timestamp", yhat, yhat_lower, yhat_upper, quality, issued_at
FROM (
  SELECT *, row_number() OVER (PARTITION BY building_id, "timestamp" ORDER BY issued_at DESC) AS place
  FROM forecasts
  WHERE issue_date >= date_format(current_date - INTERVAL '7' DAY, '%Y-%m-%d')
    AND quantity = 'consumption' AND "timestamp" >= date_trunc('hour', current_timestamp)
    -- AND building_id = 'berlin_office_00000'
)
WHERE place = 1
ORDER BY building_id, "timestamp";
