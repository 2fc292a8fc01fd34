package com.rollingdrop.ops.monolith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.rollingdrop.ops.OpsException;
import org.junit.jupiter.api.Test;

class MappingTest {
  private static final String WHOLE =
      """
      -- Comments are for people.
      -- source: shop-1

      -- players:
      SELECT 1;
      -- changed players:
      SELECT 1 WHERE a >= :since AND b::text = 'x' OR c > :since
      -- items:
      SELECT 1
      -- within a query stays a comment
      FROM items
      -- changed items:
      SELECT 1 WHERE :since < now();
      """;

  @Test
  void theSampleIsAMapping() throws Exception {
    Mapping sample = Mapping.read(ImportSystem.SAMPLE.resolve("mapping.sql"));

    assertThat(sample.source()).isEqualTo("sample");
    assertThat(sample.queries()).containsOnlyKeys(Section.values());
  }

  @Test
  void queriesStandBehindTheirTitles() {
    Mapping mapping = Mapping.parse(WHOLE);

    assertThat(mapping.query(Section.PLAYERS)).contains("SELECT 1");
    assertThat(mapping.query(Section.ITEMS).orElseThrow()).endsWith("FROM items");
    assertThat(mapping.query(Section.TOTALS)).isEmpty();
  }

  @Test
  void whatIsWrongIsSaid() {
    refused(WHOLE.replace("-- source: shop-1", ""), "has no line -- source");
    refused(WHOLE.replace("shop-1", "Shop 1"), "has no line -- source");
    refused(WHOLE.replace("-- items:", "-- things:"), "line 8: there is no section things");
    refused(WHOLE.replace("-- items:", "-- players:"), "line 8: players stands here twice");
    refused(WHOLE.replace(":since < now()", "true"), "changed items does not ask with :since");
    refused(WHOLE.replace("FROM items", "WHERE a > :since"), "items must not ask with :since");
    refused("SELECT 1", "line 1: a query without its title");
    refused(WHOLE.substring(0, WHOLE.indexOf("-- items")), "has no section -- items");
  }

  private static void refused(String text, String why) {
    assertThatExceptionOfType(OpsException.class)
        .isThrownBy(() -> Mapping.parse(text))
        .withMessageContaining(why);
  }
}
