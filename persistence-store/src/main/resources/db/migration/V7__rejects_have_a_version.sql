-- Which version of the row was refused, so that the repair leaves it at some attempts and still tries a newer one.
ALTER TABLE mirror_rejects ADD COLUMN version bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN mirror_rejects.version IS 'of the row that was refused last, 0 where rows never change';
COMMENT ON COLUMN mirror_rejects.attempts IS 'how often this version was refused';
