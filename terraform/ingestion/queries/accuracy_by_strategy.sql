-- The newest evaluation of each strategy: medians over all buildings of the model, beside the plain forecasts that it must beat.
SELECT strategy, candidate, leads, buildings, wape_percent, mape_percent, rmse_kwh, coverage_percent, interval_width_percent,
       passed, model_created_at
FROM (
  SELECT *, rank() OVER (PARTITION BY strategy, quantity ORDER BY model_created_at DESC) AS place
  FROM evaluation_scores
  WHERE scope = 'all' AND quantity = 'consumption'
)
WHERE place = 1
ORDER BY leads, strategy, wape_percent;
