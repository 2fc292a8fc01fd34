package com.rollingdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

class ContractChangesTest {
  private static final String SMALL =
      """
      paths:
        /things:
          post:
            security: []
            parameters:
              - { name: limit, in: query, schema: { type: integer, maximum: 200 } }
            requestBody:
              content:
                application/json:
                  schema:
                    type: object
                    required: [name]
                    properties:
                      name: { $ref: '#/components/schemas/Name' }
                      kind: { type: string, enum: [A, B] }
                      many: { type: array, maxItems: 9, items: { type: integer } }
            responses:
              '200':
                description: Done
                content:
                  application/json:
                    schema:
                      type: object
                      required: [id, state]
                      properties:
                        id: { type: string }
                        state: { enum: [OPEN, DONE] }
                        note: { type: string }
      components:
        schemas:
          Name: { type: string, minLength: 1, pattern: '^[a-z]+$' }
      """;

  private static JsonNode contract(String yaml) {
    return Api.JSON.valueToTree(new Yaml().<Object>load(yaml));
  }

  /**
   * Nothing that clients were promised is broken. After a release the file is a copy of that
   * release's contract.
   */
  @Test
  void theContractKeepsWhatTheReleasedOnePromises() throws IOException {
    try (Reader reader = Files.newBufferedReader(Path.of("contract/released.yaml"))) {
      JsonNode released = Api.JSON.valueToTree(new Yaml().<Object>load(reader));
      assertThat(ContractChanges.breaking(released, Contract.ROOT)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /things:                      | /other:                        | is gone
          security: []                  | summary: closed                | asks for a token
          name: limit                   | name: most                     | is gone
          in: query, schema             | in: query, required: true, schema | is required
          maximum: 200                  | maximum: 100                   | maximum is 100
          required: [name]              | required: [name, kind]         | kind: is required
          enum: [A, B]                  | enum: [A]                      | values were
          maxItems: 9                   | maxItems: 8                    | maxItems is 8
          items: { type: integer }      | items: { type: string }        | types were
          minLength: 1                  | minLength: 2                   | minLength is 2
          '^[a-z]+$'                    | '^[a-f]+$'                     | pattern is
          many: {                       | lots: {                        | many: is gone
          '200':                        | '201':                         | answers no 200
          required: [id, state]         | required: [id]                 | state: can be missing
          id: { type: string }          | id: { type: [string, 'null'] } | types were
          enum: [OPEN, DONE]            | enum: [OPEN, DONE, LOST]       | values were
          note: { type: string }        | remark: { type: string }       | note: is gone
          """)
  void whatBreaksClientsIsFound(String before, String now, String told) {
    assertThat(SMALL).contains(before);

    List<String> found =
        ContractChanges.breaking(contract(SMALL), contract(SMALL.replace(before, now)));

    assertThat(found).hasSize(1);
    assertThat(found.get(0)).contains(told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          maximum: 200                  | maximum: 500
          required: [name]              | required: []
          enum: [A, B]                  | enum: [A, B, C]
          minLength: 1                  | minLength: 0
          enum: [OPEN, DONE]            | enum: [OPEN]
          required: [id, state]         | required: [id, state, note]
          description: Done             | description: It is done
          """)
  void whatClientsCanLiveWithIsNot(String before, String now) {
    assertThat(SMALL).contains(before);

    assertThat(ContractChanges.breaking(contract(SMALL), contract(SMALL.replace(before, now))))
        .isEmpty();
  }
}
