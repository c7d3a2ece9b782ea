-- Forecasts of every issue. Times are seconds since 1970-01-01T00:00:00Z, energies are kWh.
-- The key's order serves the most frequent question: the newest issue for a building's hours.
create table forecasts (
    building_id         varchar(128) not null,
    target_epoch_second bigint       not null,
    issue_epoch_second  bigint       not null,
    lead_hours          double       not null,
    yhat                double       not null,
    yhat_lower          double       not null,
    yhat_upper          double       not null,
    model_version       varchar(256) not null,
    quality             varchar(32)  not null,
    primary key (building_id, target_epoch_second, issue_epoch_second)
);

-- Which issues a building has, and the hours that each covers.
create table issues (
    building_id               varchar(128) not null,
    issue_epoch_second        bigint       not null,
    first_target_epoch_second bigint       not null,
    last_target_epoch_second  bigint       not null,
    primary key (building_id, issue_epoch_second)
);

-- Runs that are loaded: written together with their rows.
create table runs (
    run_id             varchar(256) not null primary key,
    issue_epoch_second bigint       not null,
    model_version      varchar(256) not null
);
