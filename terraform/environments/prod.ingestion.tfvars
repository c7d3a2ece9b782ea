account_settings   = true
monthly_budget_usd = 200
