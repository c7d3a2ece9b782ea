# false until the first model is approved
schedule_enabled        = true
forecast_retention_days = 730

# programs that may ask, one for each operator or supplier; people are invited in Cognito
api = {
  machine_clients = {
    example-grid = ["edf/forecasts.read"]
  }
}
