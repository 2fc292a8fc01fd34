package com.rollingdrop.persistence.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.grid.model.PauseKind;
import com.rollingdrop.grid.model.Safeguards;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SafeguardsJsonTest {
  @Test
  void allOfItComesBackAsItWas() {
    for (Safeguards safeguards :
        List.of(
            Samples.safeguards(),
            new Safeguards(List.of(), null, 0, 0).withPause(PauseKind.COOL_OFF, 5),
            new Safeguards(List.of(), null, 0, 0).withFreeze(new UUID(1, 2)))) {
      assertThat(SafeguardsJson.read(SafeguardsJson.write(safeguards)))
          .usingRecursiveComparison()
          .isEqualTo(safeguards);
    }
  }

  @Test
  void noneComesBackAsNone() {
    assertThat(SafeguardsJson.write(null)).isNull();
    assertThat(SafeguardsJson.read(null)).isNull();
  }

  @Test
  void peopleCanReadIt() {
    assertThat(SafeguardsJson.write(Samples.safeguards()))
        .contains("{\"kind\":\"DEPOSIT\",\"window\":\"DAY\",\"amountMinor\":0}")
        .contains("\"next\":{\"amountMinor\":null,\"fromMs\":" + Samples.TIME_MS + "}")
        .contains("\"excludedUntilMs\":9223372036854775807");
  }
}
