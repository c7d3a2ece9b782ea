# false until the first model is approved
schedule_enabled        = true
forecast_retention_days = 730
