-- Buildings of the newest evaluation that a plain forecast gets better than the model, the greatest loss first.
WITH newest AS (
  SELECT * FROM evaluation_scores
  WHERE scope = 'building' AND model_created_at = (SELECT max(model_created_at) FROM evaluation_scores)
)
SELECT model.building_id, model.use_type, model.wape_percent, plain.candidate AS better, plain.wape_percent AS better_wape_percent
FROM newest AS model
JOIN newest AS plain ON plain.building_id = model.building_id AND plain.candidate <> 'model'
WHERE model.candidate = 'model' AND plain.wape_percent < model.wape_percent
ORDER BY model.wape_percent - plain.wape_percent DESC;
