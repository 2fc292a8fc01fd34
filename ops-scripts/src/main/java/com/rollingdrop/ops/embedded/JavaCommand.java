package com.rollingdrop.ops.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a Java part: Ignite's JVM flags from their one file, and an argument file
 * with the rest, which stays beside the pid file for people to look at.
 */
final class JavaCommand {
  private final Layout layout;

  JavaCommand(Layout layout) {
    this.layout = layout;
  }

  /**
   * @param module whose build output and dependencies make the class path
   * @param flags memory and the like
   */
  List<String> of(
      String part, String module, String mainClass, List<String> flags, String... arguments)
      throws IOException {
    Path target = layout.home().resolve(module).resolve("target");
    Path dependencies = target.resolve("runtime.classpath");
    if (!Files.exists(dependencies)) {
      throw new IOException(module + " is not built: " + dependencies + " is missing");
    }
    List<String> lines = new ArrayList<>(flags);
    lines.add("-XX:+ExitOnOutOfMemoryError");
    lines.add("-XX:+UseSerialGC");
    lines.add("-Xss512k");
    lines.add("-Dlogback.configurationFile=logback-file.xml");
    lines.add("-Drollingdrop.log=" + ProcessPart.log(layout, part));
    lines.add("-Djava.io.tmpdir=" + Files.createDirectories(layout.temporary()));
    lines.add("-cp");
    lines.add(target.resolve("classes") + ":" + Files.readString(dependencies).strip());
    Path file = layout.run().resolve(part + ".jvmargs");
    Files.createDirectories(layout.run());
    Files.write(file, lines);

    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + layout.home().resolve("grid-config").resolve("ignite.jvmargs"));
    command.add("@" + file);
    command.add(mainClass);
    command.addAll(List.of(arguments));
    return command;
  }
}
