# nobody waits for forecasts: runs are started by hand
schedule_enabled        = false
forecast_retention_days = 90
database                = { max_capacity = 2, final_snapshot = false }

# programs that may ask; people are invited in Cognito
api = { machine_clients = { try = ["edf/forecasts.read"] } }
