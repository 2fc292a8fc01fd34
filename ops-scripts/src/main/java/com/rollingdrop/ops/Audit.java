package com.rollingdrop.ops;

import com.rollingdrop.compute.audit.AuditTally;
import com.rollingdrop.compute.audit.Finding;
import com.rollingdrop.compute.client.GridAudit;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.settings.BadSettingsException;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.settings.SettingsLoader;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.ignite.Ignite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Audits the running grid now, as a client of it. */
@Command(
    name = "audit",
    description = {
      "Audits the running grid: every wallet against its ledger, every item against its owner,",
      "held money against open withdrawals, and the sums of all accounts. Players can go on.",
      "Exit code 0 when all is right, 1 when something was found, 2 when the audit could not run."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class Audit implements Callable<Integer> {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String NAME = "audit";
  private static final int FOUND = 1;
  private static final int NOT_RUN = 2;
  private static final long PROGRESS_EVERY_NANOS = 2_000_000_000L;

  @Spec private CommandSpec spec;

  @Option(
      names = "--chain",
      description =
          "computes the hash of every ledger entry again; without it a changed reply or"
              + " time stays unnoticed, and the audit is quicker")
  private boolean chain;

  @Option(names = "--player", paramLabel = "ID", description = "this player only")
  private Optional<Long> player;

  @Option(names = "--json", description = "for other programs; no progress")
  private boolean json;

  private long toldNanos = System.nanoTime();

  @Override
  public Integer call() {
    AuditTally tally;
    try {
      tally = audit(SettingsLoader.load());
    } catch (BadSettingsException e) {
      throw e;
    } catch (RuntimeException e) {
      spec.commandLine().getErr().println("the audit could not run: " + e.getMessage());
      return NOT_RUN;
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json(tally)));
    } else {
      print(tally, out);
    }
    out.flush();
    return tally.isClean() ? 0 : FOUND;
  }

  private AuditTally audit(Settings settings) {
    try (Ignite ignite = GridClient.join(settings, NAME)) {
      GridAudit audit = new GridAudit(ignite);
      return player.isPresent() ? audit.player(player.get(), chain) : audit.all(chain, this::tell);
    }
  }

  private void tell(AuditTally sofar) {
    long now = System.nanoTime();
    if (!json && now - toldNanos > PROGRESS_EVERY_NANOS) {
      toldNanos = now;
      PrintWriter out = spec.commandLine().getOut();
      out.printf(
          "  %,d players, %,d ledger entries, %,d findings so far%n",
          sofar.players(), sofar.entries(), sofar.findingCount());
      out.flush();
    }
  }

  private void print(AuditTally tally, PrintWriter out) {
    out.printf("players        %d%n", tally.players());
    out.printf("entries        %d%s%n", tally.entries(), chain ? ", hashes computed again" : "");
    out.printf(
        "closed         %d entries of %d players, brought forward%n",
        tally.closedEntries(), tally.closedLedgers());
    out.printf(
        "items          %d in play, %d out of play%n", tally.itemsInPlay(), tally.itemsOutOfPlay());
    out.printf("withdrawals    %d open%n", tally.withdrawals());
    out.printf("available      %s%n", tally.availableMinor());
    out.printf("held           %s%n", tally.heldMinor());
    out.printf("promotional    %s%n", tally.promoMinor());
    for (Account account : Account.values()) {
      out.printf(
          "%-14s debit %s, credit %s, balance %s%n",
          account,
          tally.sums().debitMinor(account),
          tally.sums().creditMinor(account),
          tally.sums().balanceMinor(account));
    }
    tally.findings().forEach(finding -> out.println("FOUND " + finding));
    out.println(
        tally.isClean()
            ? "nothing found"
            : tally.findingCount()
                + " findings, the first "
                + tally.findings().size()
                + " above; see docs/runbooks/audit-finding.md");
  }

  private ObjectNode json(AuditTally tally) {
    ObjectNode all = JSON.createObjectNode();
    all.put("chain", chain);
    all.put("players", tally.players());
    all.put("entries", tally.entries());
    all.put("closedEntries", tally.closedEntries());
    all.put("closedLedgers", tally.closedLedgers());
    all.put("itemsInPlay", tally.itemsInPlay());
    all.put("itemsOutOfPlay", tally.itemsOutOfPlay());
    all.put("openWithdrawals", tally.withdrawals());
    all.put("availableMinor", tally.availableMinor());
    all.put("heldMinor", tally.heldMinor());
    all.put("promoMinor", tally.promoMinor());
    all.put("openWithdrawalsMinor", tally.withdrawalsMinor());
    ObjectNode accounts = all.putObject("accounts");
    for (Account account : Account.values()) {
      ObjectNode sums = accounts.putObject(account.name());
      sums.put("debitMinor", tally.sums().debitMinor(account));
      sums.put("creditMinor", tally.sums().creditMinor(account));
      sums.put("balanceMinor", tally.sums().balanceMinor(account));
    }
    all.put("findingCount", tally.findingCount());
    ArrayNode findings = all.putArray("findings");
    for (Finding finding : tally.findings()) {
      ObjectNode one = findings.addObject();
      one.put("fault", finding.fault().name());
      one.put("playerId", finding.playerId());
      one.put("key", finding.key());
      one.put("sentence", finding.sentence());
    }
    return all;
  }
}
