package com.rollingdrop.api.command;

import com.rollingdrop.api.json.JsonFields;
import com.rollingdrop.compute.command.Batch;
import com.rollingdrop.compute.command.LedgerCommand;
import com.rollingdrop.compute.command.TransactionIds;
import com.rollingdrop.grid.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The form of a batch: {@code commands}, each with a {@code type} and the fields that its own
 * endpoint has. Here stands what may be in a batch: what players do with money and items. The
 * engine does not ask who sent a command, so nothing of an administrator's may ever be added.
 * Limits and pauses are left out as well: they must not fail with something else.
 */
public final class BatchForm implements CommandForm {
  private final Map<String, CommandForm> types = new TreeMap<>();

  public BatchForm(Settings settings) {
    types.put("deposit", MoneyForms::deposit);
    types.put("open-box", MoneyForms::openBox);
    types.put("withdraw", MoneyForms.withdraw(settings));
    types.put("cancel-withdrawal", MoneyForms::cancelWithdrawal);
    types.put("redeem", ItemForms::redeem);
    types.put("transfer", ItemForms::transfer);
    types.put("list", ItemForms::list);
    types.put("cancel-listing", ItemForms::cancelListing);
    types.put("buy", ItemForms::buy);
    types.put("offer-trade", TradeForms::offer);
    types.put("accept-trade", TradeForms::accept);
    types.put("decline-trade", TradeForms::decline);
    types.put("cancel-trade", TradeForms::cancel);
  }

  @Override
  public Supplier<LedgerCommand> read(JsonFields fields, long playerId, UUID transactionId) {
    List<JsonFields> elements = fields.objects("commands");
    List<Supplier<LedgerCommand>> commands = new ArrayList<>();
    if (elements.size() > Batch.COMMANDS_MAX || (elements.isEmpty() && fields.isFine("commands"))) {
      fields.invalid("commands", "must have 1 to " + Batch.COMMANDS_MAX + " elements");
    } else {
      for (JsonFields element : elements) {
        UUID id = TransactionIds.inBatch(transactionId, commands.size());
        commands.add(command(element, playerId, id));
      }
    }
    return () -> new Batch(playerId, transactionId, commands.stream().map(Supplier::get).toList());
  }

  private Supplier<LedgerCommand> command(JsonFields element, long playerId, UUID transactionId) {
    String type = element.text("type");
    CommandForm form = type == null ? null : types.get(type);
    if (form == null) {
      // Without its form nobody can say which of its other fields are known.
      if (type != null) {
        element.invalid("type", "must be one of " + String.join(", ", types.keySet()));
      }
      return () -> {
        throw new IllegalStateException("a command of no type");
      };
    }
    Supplier<LedgerCommand> command = form.read(element, playerId, transactionId);
    element.end();
    return command;
  }
}
