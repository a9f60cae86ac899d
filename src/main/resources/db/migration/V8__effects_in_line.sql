-- Two indexes hold the same rows: one by when effects are due, one by what they are about. When the statistics say that nothing waits, either
-- looks as good for either question; and a plan that is made then reads all that waits, for each effect that is claimed, once a neighbour has
-- been away. So each answers only who asks for it, by a condition that is always true and that the other question does not make.
drop index effect_open;
drop index effect_open_by_reference;
create index effect_open on effect (destination, next_attempt_at, id) where state = 'PENDING' and destination <> '';
create index effect_open_by_reference on effect (destination, reference, id) where state = 'PENDING' and reference <> '';
