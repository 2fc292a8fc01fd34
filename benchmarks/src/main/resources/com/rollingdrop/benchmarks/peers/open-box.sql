-- One opening in one call. Two calls under one key at the same time: the wallet's row lets one go first, and the other
-- fails on the journal's key and changes nothing.
CREATE FUNCTION open_box(
  p_player bigint, p_key uuid, p_box text,
  OUT replayed boolean, OUT o_item_id bigint, OUT o_definition_id text, OUT o_ticket bigint, OUT o_balance_minor bigint
) LANGUAGE plpgsql AS $$
DECLARE
  v_price    bigint;
  v_total    bigint;
  v_sequence bigint;
  v_name     text;
  v_rarity   text;
  v_value    bigint;
BEGIN
  SELECT j.item_id, j.definition_id, j.ticket, j.balance_after_minor
    INTO o_item_id, o_definition_id, o_ticket, o_balance_minor
    FROM journal j WHERE j.player_id = p_player AND j.key = p_key;
  replayed := FOUND;
  IF replayed THEN
    RETURN;
  END IF;

  SELECT b.price_minor, b.total_tickets INTO v_price, v_total FROM boxes b WHERE b.box_id = p_box;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'BOX_NOT_FOUND';
  END IF;

  UPDATE wallets w SET available_minor = w.available_minor - v_price, sequence = w.sequence + 1
    WHERE w.player_id = p_player AND w.available_minor >= v_price
    RETURNING w.available_minor, w.sequence INTO o_balance_minor, v_sequence;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'INSUFFICIENT_FUNDS';
  END IF;

  o_ticket := random(0::bigint, v_total - 1);
  SELECT i.definition_id, i.name, i.rarity, i.value_minor INTO o_definition_id, v_name, v_rarity, v_value
    FROM box_items i WHERE i.box_id = p_box AND i.upto_ticket > o_ticket ORDER BY i.upto_ticket LIMIT 1;

  INSERT INTO items (player_id, definition_id, name, rarity, value_minor, state, source_key)
    VALUES (p_player, o_definition_id, v_name, v_rarity, v_value, 'OWNED', p_key)
    RETURNING item_id INTO o_item_id;

  INSERT INTO journal (player_id, key, sequence, kind, debit_account, credit_account, amount_minor,
      balance_after_minor, box_id, ticket, item_id, definition_id)
    VALUES (p_player, p_key, v_sequence, 'BOX_OPENING', 'PLAYER', 'HOUSE', v_price,
      o_balance_minor, p_box, o_ticket, o_item_id, o_definition_id);
END
$$;
