package com.rollingdrop.api.json;

import com.rollingdrop.api.web.ErrorCode;
import com.rollingdrop.api.web.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads JSON to the letter of RFC 8259: UTF-8 and nothing else, one value, no field twice, bounded
 * depth. What two readers could understand differently is refused. Thread-safe.
 */
final class StrictJson {
  private static final int DEPTH_MAX = 16;
  private static final int DETAIL_MAX = 200;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH_MAX)
                          .maxNumberLength(64)
                          .maxNameLength(256)
                          .maxStringLength(64 * 1_024)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StrictJson() {}

  /**
   * The object in a body.
   *
   * @throws ProblemException REQUEST_MALFORMED when it holds anything else
   */
  static JsonNode object(byte[] body) {
    JsonNode root;
    try {
      root = MAPPER.readTree(text(body));
    } catch (StreamConstraintsException e) {
      throw malformed("The JSON is nested too deeply, or has a name, string or number too long");
    } catch (JacksonException e) {
      throw malformed(describe(e));
    }
    if (root == null || root.isMissingNode()) {
      throw malformed("The body is empty");
    }
    if (!root.isObject()) {
      throw malformed("The body must be a JSON object");
    }
    return root;
  }

  private static String text(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw malformed("The body is not UTF-8");
    }
  }

  private static String describe(JacksonException e) {
    String reason = e.getOriginalMessage();
    // The first line is about the input; further ones are about the reader.
    reason = reason == null ? "unreadable" : reason.lines().findFirst().orElse("unreadable");
    if (reason.length() > DETAIL_MAX) {
      reason = reason.substring(0, DETAIL_MAX) + "…";
    }
    String at =
        e.getLocation() == null
            ? ""
            : " at line "
                + e.getLocation().getLineNr()
                + ", column "
                + e.getLocation().getColumnNr();
    return "The body is not JSON" + at + ": " + reason;
  }

  private static ProblemException malformed(String sentence) {
    return new ProblemException(ErrorCode.REQUEST_MALFORMED, sentence + ".");
  }
}
