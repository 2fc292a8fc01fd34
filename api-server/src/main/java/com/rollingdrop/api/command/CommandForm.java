package com.rollingdrop.api.command;

import com.rollingdrop.api.json.JsonFields;
import com.rollingdrop.compute.command.LedgerCommand;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The form in which a request asks for a command: which fields it has, and their bounds. Whose
 * command it is and which transaction it makes are never fields.
 */
@FunctionalInterface
public interface CommandForm {
  /**
   * Reads the fields, and notes what is wrong with them.
   *
   * @return makes the command; to be asked only when nothing was wrong
   */
  Supplier<LedgerCommand> read(JsonFields fields, long playerId, UUID transactionId);
}
