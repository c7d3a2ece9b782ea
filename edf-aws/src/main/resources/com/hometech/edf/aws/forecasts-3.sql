-- The interval before it was corrected by the coverage that was measured; null where it was not.
alter table forecasts add column yhat_lower_uncorrected double precision;
alter table forecasts add column yhat_upper_uncorrected double precision;
