package com.rollingdrop.compute.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class DigestsTest {
  @Test
  void hashesAsTheStandardSays() {
    assertThat(Digests.hex(Digests.sha256("abc")))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void derivedIdsAreVersion8AndStable() {
    UUID id = Digests.uuid("abc");

    // The first 16 bytes of the digest above with version and variant set.
    assertThat(id).hasToString("ba7816bf-8f01-8fea-8141-40de5dae2223");
  }
}
