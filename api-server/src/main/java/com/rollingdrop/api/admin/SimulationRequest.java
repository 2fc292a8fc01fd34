package com.rollingdrop.api.admin;

import com.rollingdrop.api.json.FieldProblems;
import com.rollingdrop.api.json.JsonBody;
import com.rollingdrop.api.json.JsonFields;
import com.rollingdrop.compute.box.BoxDefinition;
import com.rollingdrop.compute.simulation.Simulation;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is to be simulated: a definition, or a box that is published.
 *
 * @param definition null for a published box
 * @param boxId of a published box, else null
 * @param version of the published box, null for the live one
 * @param seed null to have one made
 * @param sessionOpenings 0 for no sessions
 */
record SimulationRequest(
    @Nullable BoxDefinition definition,
    @Nullable String boxId,
    @Nullable Integer version,
    int openings,
    @Nullable String seed,
    int sessionOpenings) {
  private static final Pattern SEED = Pattern.compile("[ -~]{1,64}");
  private static final int VERSION_MAX = 999_999_999;

  /**
   * The request in a body.
   *
   * @throws com.rollingdrop.api.web.ProblemException with every reason
   */
  static SimulationRequest read(JsonBody body) {
    FieldProblems problems = new FieldProblems();
    JsonFields fields = body.fields(problems);
    int openings = (int) fields.integer("openings", 1, Simulation.OPENINGS_MAX);
    int sessionOpenings =
        fields.has("sessionOpenings")
            ? (int) fields.integer("sessionOpenings", 1, Math.max(1, openings))
            : 0;
    String seed = fields.has("seed") ? fields.text("seed") : null;
    if (seed != null && !SEED.matcher(seed).matches()) {
      problems.invalid("seed", "must be 1 to 64 printable ASCII characters");
    }
    boolean defined = fields.has("definition");
    String boxId = fields.has("boxId") ? fields.text("boxId") : null;
    Integer version =
        fields.has("version") ? (Integer) (int) fields.integer("version", 1, VERSION_MAX) : null;
    if (defined == fields.has("boxId")) {
      problems.invalid("definition", "or boxId must be given, and not both");
    } else if (defined && version != null) {
      problems.invalid("version", "is for a box that is published");
    }
    JsonFields definition = defined ? fields.object("definition") : null;
    fields.end();
    BoxDefinition read =
        definition == null ? null : BoxDefinitions.read(definition, "definition.", problems);
    problems.check();
    return new SimulationRequest(read, boxId, version, openings, seed, sessionOpenings);
  }
}
