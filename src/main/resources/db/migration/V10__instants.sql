-- It said more than what it is made of can say (to_char knows of locales), and so was called, at a price, where it could be written in place.
alter function utc(timestamptz) stable;
