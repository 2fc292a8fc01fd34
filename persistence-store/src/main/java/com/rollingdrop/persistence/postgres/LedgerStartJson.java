package com.rollingdrop.persistence.postgres;

import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.LedgerStart;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The sums of a ledger's start as JSON objects; in a fixed order, as Postgres keeps none. */
final class LedgerStartJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  private LedgerStartJson() {}

  static String accounts(LedgerStart start) {
    ObjectNode object = MAPPER.createObjectNode();
    Map<Account, Long> creditsMinor = start.creditsMinor();
    start
        .debitsMinor()
        .forEach(
            (account, debitMinor) -> {
              ObjectNode sums = object.putObject(account.name());
              sums.put("debitMinor", debitMinor);
              sums.put("creditMinor", creditsMinor.getOrDefault(account, 0L));
            });
    return MAPPER.writeValueAsString(object);
  }

  static String draws(LedgerStart start) {
    ObjectNode object = MAPPER.createObjectNode();
    start.draws().forEach(object::put);
    return MAPPER.writeValueAsString(object);
  }

  /** Puts what {@link #accounts} and {@link #draws} wrote into a start. */
  static LedgerStart.Builder read(String accounts, String draws, LedgerStart.Builder into) {
    for (Map.Entry<String, JsonNode> sums : MAPPER.readTree(accounts).properties()) {
      into.account(
          Account.valueOf(sums.getKey()),
          sums.getValue().required("debitMinor").longValue(),
          sums.getValue().required("creditMinor").longValue());
    }
    for (Map.Entry<String, JsonNode> box : MAPPER.readTree(draws).properties()) {
      into.draws(box.getKey(), box.getValue().longValue());
    }
    return into;
  }
}
