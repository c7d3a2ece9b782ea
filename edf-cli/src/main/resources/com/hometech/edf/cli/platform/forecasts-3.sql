-- The quantiles between the ends of the interval: levels ascending, and as many energies. What was stored before has none.
alter table forecasts add column quantile_levels double precision array default array[] not null;
alter table forecasts add column quantile_kwh double precision array default array[] not null;
