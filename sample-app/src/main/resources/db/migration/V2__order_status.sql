alter table orders add column status varchar(8) not null default 'ACCEPTED';
