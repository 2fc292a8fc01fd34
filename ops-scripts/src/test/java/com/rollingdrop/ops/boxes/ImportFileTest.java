package com.rollingdrop.ops.boxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.rollingdrop.compute.box.BoxDefinition;
import com.rollingdrop.grid.model.Guarantee;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportFileTest {
  @TempDir private Path folder;

  @Test
  void theShippedCatalogueCanBePublished() {
    List<BoxDefinition> boxes = ImportFile.read(Path.of("catalogue.json"));

    assertThat(boxes).hasSize(3);
    assertThat(boxes).allSatisfy(box -> assertThat(box.problems()).isEmpty());
  }

  @Test
  void whatIsWrittenReadsBackTheSame() throws IOException {
    BoxDefinition box = ImportFile.read(Path.of("catalogue.json")).get(0);
    Path file =
        Files.writeString(
            folder.resolve("again.json"), "{\"boxes\":[" + ImportFile.toJson(box) + "]}");

    assertThat(ImportFile.read(file)).containsExactly(box);
  }

  @Test
  void aStockAndAGuaranteeReadBackTheSame() throws IOException {
    BoxDefinition plain = ImportFile.read(Path.of("catalogue.json")).get(0);
    BoxDefinition box =
        new BoxDefinition(
            plain.boxId(),
            plain.name(),
            plain.priceMinor(),
            plain.totalTickets(),
            plain.items(),
            5_000L,
            new Guarantee(List.of("LEGENDARY", "EPIC"), 90));
    assertThat(box.problems()).isEmpty();
    Path file =
        Files.writeString(
            folder.resolve("special.json"), "{\"boxes\":[" + ImportFile.toJson(box) + "]}");

    assertThat(ImportFile.read(file)).containsExactly(box);
  }

  @Test
  void badFilesAreRefusedWithTheReason() throws IOException {
    for (String bad :
        List.of("", "{", "[]", "{}", "{\"boxes\":[{}]}", "{\"boxes\":[]} x", "{\"boxes\":[1]}")) {
      Path file = Files.writeString(folder.resolve("bad.json"), bad);

      assertThatIllegalArgumentException()
          .as(bad)
          .isThrownBy(() -> ImportFile.read(file))
          .withMessageContaining("bad.json");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImportFile.read(folder.resolve("absent.json")));
  }
}
