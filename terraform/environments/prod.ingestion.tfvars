job_logs           = true
monthly_budget_usd = 200
