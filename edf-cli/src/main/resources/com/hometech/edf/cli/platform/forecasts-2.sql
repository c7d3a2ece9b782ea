-- A building has forecasts of several quantities; all that were stored before are of consumption.
alter table forecasts add column quantity varchar(16) default 'consumption' not null;
alter table forecasts drop primary key;
alter table forecasts add primary key (building_id, quantity, target_epoch_second, issue_epoch_second);

alter table issues add column quantity varchar(16) default 'consumption' not null;
alter table issues drop primary key;
alter table issues add primary key (building_id, quantity, issue_epoch_second);

alter table runs add column quantity varchar(16) default 'consumption' not null;
