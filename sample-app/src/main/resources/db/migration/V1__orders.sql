create table orders (
  id       bigint generated always as identity primary key,
  item     varchar(100) not null,
  quantity integer      not null check (quantity > 0)
);
