-- An event stays as it was written, but for the erasure of a person: its transaction says so, and may
-- blank members of the event's object and nothing else.
DROP TRIGGER "event_unchanged" ON "event";

CREATE FUNCTION refuse_event_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('crossdock.erasing', true) = 'on'
    AND (NEW.id, NEW.type, NEW.object_id, NEW.partner_id, NEW.request_id, NEW.created_at)
      IS NOT DISTINCT FROM
      (OLD.id, OLD.type, OLD.object_id, OLD.partner_id, OLD.request_id, OLD.created_at)
    AND NEW.object ->> 'id' = OLD.object ->> 'id'
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'event is append-only';
END
$$;

CREATE TRIGGER "event_unchanged" BEFORE UPDATE ON "event" FOR EACH ROW EXECUTE FUNCTION refuse_event_change();
