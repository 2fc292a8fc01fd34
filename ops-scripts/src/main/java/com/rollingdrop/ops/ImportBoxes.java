package com.rollingdrop.ops;

import com.rollingdrop.compute.box.BoxDefinition;
import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.settings.SettingsLoader;
import com.rollingdrop.ops.boxes.ImportFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes the boxes of a file. */
@Command(
    name = "import-boxes",
    description = {
      "Publishes the boxes of a file, in our format or the tier-odds format.",
      "The whole file is checked first: one bad box and none is published.",
      "A box that is live as it stands in the file is left alone."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ImportBoxes implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE")
  private Path file;

  @Override
  public Integer call() {
    Settings settings = SettingsLoader.load();
    String token = new DevelopmentTokens(Secrets.of(settings), InstantSource.system()).ofAdmin();
    PrintWriter out = spec.commandLine().getOut();
    Counts counts = publish(file, new Api(settings), token, out);
    out.println(counts.created() + " published, " + counts.unchanged() + " unchanged");
    return 0;
  }

  record Counts(int created, int unchanged) {}

  /** Checks all boxes of the file, then publishes them one by one. */
  static Counts publish(Path file, Api api, String adminToken, PrintWriter out) {
    List<BoxDefinition> boxes;
    try {
      boxes = ImportFile.read(file);
    } catch (IllegalArgumentException e) {
      throw new OpsException(String.valueOf(e.getMessage()), e);
    }
    StringBuilder problems = new StringBuilder();
    for (BoxDefinition box : boxes) {
      box.problems().forEach(p -> problems.append(box.boxId()).append(": ").append(p).append('\n'));
    }
    if (!problems.isEmpty()) {
      throw new OpsException(problems + "nothing was published");
    }
    int created = 0;
    for (BoxDefinition box : boxes) {
      Api.Reply reply = api.post("/admin/boxes", adminToken, null, ImportFile.toJson(box));
      if (reply.status() != 200 && reply.status() != 201) {
        throw new OpsException(box.boxId() + " was refused: " + reply.body());
      }
      boolean isNew = reply.status() == 201;
      created += isNew ? 1 : 0;
      out.printf(
          "  %-10s %s, %d items, %d tickets%n",
          isNew ? "published" : "unchanged", box.boxId(), box.items().size(), box.totalTickets());
    }
    return new Counts(created, boxes.size() - created);
  }
}
