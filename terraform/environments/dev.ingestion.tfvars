# the account's other environment makes them; true where this is the only one
account_settings = false
