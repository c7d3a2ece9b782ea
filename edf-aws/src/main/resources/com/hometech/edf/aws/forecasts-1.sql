-- Forecasts of every issue, energies in kWh. The key's order serves the most frequent question: the newest issue for a
-- building's hours.
create table forecasts (
    building_id     varchar(128)       not null,
    quantity        varchar(16)        not null,
    target_time     timestamptz        not null,
    issued_at       timestamptz        not null,
    lead_hours      double precision   not null,
    yhat            double precision   not null,
    yhat_lower      double precision   not null,
    yhat_upper      double precision   not null,
    model_version   varchar(256)       not null,
    quality         varchar(32)        not null,
    quantile_levels double precision[] not null,
    quantile_kwh    double precision[] not null,
    primary key (building_id, quantity, target_time, issued_at)
);

-- Which issues a building has, and the hours that each covers.
create table issues (
    building_id  varchar(128) not null,
    quantity     varchar(16)  not null,
    issued_at    timestamptz  not null,
    first_target timestamptz  not null,
    last_target  timestamptz  not null,
    primary key (building_id, quantity, issued_at)
);

-- Runs that are loaded: written together with their rows.
create table runs (
    run_id        varchar(256) not null primary key,
    issued_at     timestamptz  not null,
    model_version varchar(256) not null,
    quantity      varchar(16)  not null
);
