package com.rollingdrop.persistence.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.grid.model.TransactionKind;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EventSchemasTest {
  private final Schema plan = EventSchemas.plan();
  private final Schema ours = EventSchemas.current();

  @Test
  void eitherSchemaReadsWhatTheOtherOneWrote() {
    assertThat(compatibility(plan, ours)).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    assertThat(compatibility(ours, plan)).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
  }

  @Test
  void ourSchemaIsThePlansWithFieldsAtItsVeryEndThatAllHaveDefaults() {
    List<Schema.Field> planned = plan.getFields();
    List<Schema.Field> all = ours.getFields();

    assertThat(all.subList(0, planned.size())).isEqualTo(planned);
    assertThat(all.subList(planned.size(), all.size()))
        .isNotEmpty()
        .allMatch(Schema.Field::hasDefaultValue);
    assertThat(ours.getFullName()).isEqualTo(plan.getFullName());
  }

  @Test
  void theAddedFieldsKeepTheirPlaces() {
    // Consumers hold older copies of this schema: a field may be added behind these, never between.
    Stream<String> added =
        ours.getFields().stream().skip(plan.getFields().size()).map(f -> f.name());

    assertThat(added)
        .startsWith(
            "amountMinor",
            "totalValueMinor",
            "balanceAfterMinor",
            "sequence",
            "itemValuesMinor",
            "boxVersion",
            "oddsHash",
            "currency",
            "kind",
            "heldAfterMinor",
            "counterpartyId",
            "referenceId",
            "promoMinor",
            "promoAfterMinor",
            "campaign",
            "receivedMinor",
            "givenMinor");
  }

  @Test
  void messagesOfEveryEarlierSchemaAreStillRead() {
    for (String fingerprint : List.of("3c3fb7b5f54af2f7", "300a12ceec3c4610", "4bf4ea7cd182c975")) {
      Schema earlier = Objects.requireNonNull(EventSchemas.writer(fingerprint));

      assertThat(compatibility(ours, earlier)).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyKindOfTransactionHasItsNameInThePlansSchema(TransactionKind kind) {
    assertThat(plan.getField("eventType").schema().getEnumSymbols())
        .contains(TransactionEvents.eventType(kind));
  }

  @ParameterizedTest
  @CsvSource({"1, d729f629beaaa28a", "2, 9befb39544434b8e"})
  void changedRowsAreStillReadAsTheyWereWrittenBefore(int number, String fingerprint)
      throws Exception {
    // A copy of an earlier schema, which never changes: topics and older processes have it.
    Schema first;
    try (InputStream in =
        getClass().getResourceAsStream("/avro/mirror-changes-" + number + ".avsc")) {
      first = new Schema.Parser().parse(Objects.requireNonNull(in));
    }

    assertThat(compatibility(ChangeSchema.CURRENT, first))
        .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    assertThat(ChangeSchema.CURRENT.getFields())
        .as("what a process of before wrote without knowing it")
        .filteredOn(field -> first.getField(field.name()) == null)
        .allMatch(Schema.Field::hasDefaultValue);
    assertThat(EventSchemas.fingerprint(first)).isEqualTo(fingerprint);
    assertThat(ChangeSchema.EARLIER).hasSize(2).containsKey(fingerprint);
  }

  @Test
  void fraudSignalsAreStillReadAsTheyWereFirstWritten() throws Exception {
    Schema first;
    try (InputStream in = getClass().getResourceAsStream("/avro/fraud-signal-1.avsc")) {
      first = new Schema.Parser().parse(Objects.requireNonNull(in));
    }

    assertThat(compatibility(EventSchemas.fraudSignal(), first))
        .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    assertThat(compatibility(first, EventSchemas.fraudSignal()))
        .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    assertThat(EventSchemas.fingerprint(first)).isEqualTo("183eebb1508ccb99");
  }

  private static SchemaCompatibilityType compatibility(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType();
  }
}
