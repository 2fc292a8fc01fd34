package com.rollingdrop.ops;

import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.SettingsLoader;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints a signed development token. */
@Command(
    name = "token",
    description = "Prints a signed development token, good for 15 minutes.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class Token implements Callable<Integer> {
  private static final Pattern RANGE = Pattern.compile("([1-9][0-9]{0,17})-([1-9][0-9]{0,17})");
  private static final int PLAYERS_MAX = 10_000;

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private Who who;

  private static final class Who {
    @Option(
        names = "--player",
        paramLabel = "ID",
        description = "a player's token; ids are 1 and up")
    private long player;

    @Option(
        names = "--players",
        paramLabel = "FIRST-LAST",
        description = "tokens of many players as CSV, for load tests")
    private @Nullable String players;

    @Option(names = "--admin", description = "an administrator's token")
    private boolean admin;
  }

  @Override
  public Integer call() {
    Range range = range();
    DevelopmentTokens tokens =
        new DevelopmentTokens(Secrets.of(SettingsLoader.load()), InstantSource.system());
    PrintWriter out = spec.commandLine().getOut();
    if (who.admin) {
      out.println(tokens.ofAdmin());
    } else if (who.players == null) {
      out.println(tokens.ofPlayer(range.first()));
    } else {
      out.println("player,token");
      for (long player = range.first(); player <= range.last(); player++) {
        out.println(player + "," + tokens.ofPlayer(player));
      }
    }
    return 0;
  }

  private record Range(long first, long last) {}

  /** The players asked for; an administrator is none. */
  private Range range() {
    if (who.players == null) {
      if (!who.admin && who.player < 1) {
        throw new ParameterException(spec.commandLine(), "--player: ids are 1 and up");
      }
      return new Range(who.player, who.player);
    }
    Matcher bounds = RANGE.matcher(who.players);
    if (!bounds.matches()) {
      throw new ParameterException(spec.commandLine(), "--players: must be like 1-200");
    }
    Range range = new Range(Long.parseLong(bounds.group(1)), Long.parseLong(bounds.group(2)));
    if (range.last() < range.first() || range.last() - range.first() >= PLAYERS_MAX) {
      throw new ParameterException(
          spec.commandLine(), "--players: between 1 and " + PLAYERS_MAX + " players at once");
    }
    return range;
  }
}
