package com.rollingdrop.ops;

import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.SettingsLoader;
import java.time.InstantSource;
import java.util.concurrent.Callable;
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
  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private Who who;

  private static final class Who {
    @Option(
        names = "--player",
        paramLabel = "ID",
        description = "a player's token; ids are 1 and up")
    private long player;

    @Option(names = "--admin", description = "an administrator's token")
    private boolean admin;
  }

  @Override
  public Integer call() {
    if (!who.admin && who.player < 1) {
      throw new ParameterException(spec.commandLine(), "--player: ids are 1 and up");
    }
    DevelopmentTokens tokens =
        new DevelopmentTokens(Secrets.of(SettingsLoader.load()), InstantSource.system());
    spec.commandLine().getOut().println(who.admin ? tokens.ofAdmin() : tokens.ofPlayer(who.player));
    return 0;
  }
}
