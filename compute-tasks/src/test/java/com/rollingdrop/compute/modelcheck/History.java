package com.rollingdrop.compute.modelcheck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** Everything that was asked and answered. Thread-safe. */
final class History {
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private final Queue<Operation> operations = new ConcurrentLinkedQueue<>();

  void add(Operation operation) {
    operations.add(operation);
  }

  List<Operation> operations() {
    return List.copyOf(operations);
  }

  /** Writes one JSON object per call. */
  void writeTo(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (Writer out = Files.newBufferedWriter(file)) {
        for (Operation operation : operations) {
          write(out, operation);
          out.write('\n');
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Writer out, Operation operation) {
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeNumberProperty("thread", operation.thread());
      json.writeNumberProperty("invokedNanos", operation.invokedNanos());
      json.writeNumberProperty("completedNanos", operation.completedNanos());
      json.writeStringProperty("command", operation.command().toString());
      Answer answer = operation.answer();
      if (answer instanceof Answer.Ok ok) {
        json.writeStringProperty("answer", ok.replayed() ? "replayed" : "ok");
        json.writeStringProperty("reply", ok.reply());
      } else if (answer instanceof Answer.Refused refused) {
        json.writeStringProperty("answer", "refused");
        json.writeStringProperty("code", refused.code());
        json.writeStringProperty("detail", refused.detail());
      } else if (answer instanceof Answer.Unknown unknown) {
        json.writeStringProperty("answer", "unknown");
        json.writeStringProperty("detail", unknown.detail());
      }
      json.writeEndObject();
    }
  }
}
