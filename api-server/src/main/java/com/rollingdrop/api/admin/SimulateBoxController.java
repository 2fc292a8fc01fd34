package com.rollingdrop.api.admin;

import com.rollingdrop.api.boxes.Figures;
import com.rollingdrop.api.json.JsonBody;
import com.rollingdrop.api.web.ErrorCode;
import com.rollingdrop.api.web.ProblemException;
import com.rollingdrop.compute.box.BoxDefinition;
import com.rollingdrop.compute.box.Economics;
import com.rollingdrop.compute.box.TicketTable;
import com.rollingdrop.compute.client.BoxCatalog;
import com.rollingdrop.compute.simulation.Simulated;
import com.rollingdrop.compute.simulation.ValueChart;
import com.rollingdrop.grid.model.Box;
import com.rollingdrop.grid.model.BoxVersion;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * An administrator sees what a box would give, before or after it is published. Nothing is charged,
 * drawn from a player's seed, or kept.
 */
@RestController
final class SimulateBoxController {
  private static final String SVG = "image/svg+xml";
  private static final MediaType SVG_TYPE = MediaType.parseMediaType(SVG);

  private final BoxCatalog catalog;
  private final Simulations simulations;
  private final SecureRandom random = new SecureRandom();

  SimulateBoxController(BoxCatalog catalog, Simulations simulations) {
    this.catalog = catalog;
    this.simulations = simulations;
  }

  /**
   * A box to be simulated.
   *
   * @param version 0 for a definition that is not published
   */
  private record Chosen(String boxId, int version, BoxVersion box) {}

  @PostMapping(
      path = "/admin/boxes/simulate",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = {MediaType.APPLICATION_JSON_VALUE, SVG})
  ResponseEntity<Object> simulate(
      JsonBody body,
      @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
    SimulationRequest request = SimulationRequest.read(body);
    Chosen chosen = chosen(request);
    TicketTable table = new TicketTable(chosen.boxId(), chosen.version(), chosen.box());
    String seed = request.seed() == null ? randomSeed() : request.seed();
    Simulated simulated =
        simulations.run(table, seed, request.openings(), request.sessionOpenings());
    if (wantsChart(accept)) {
      String title = chosen.box().name() + ", seed " + seed;
      return ResponseEntity.ok()
          .contentType(SVG_TYPE)
          .body(ValueChart.svg(title, simulated).getBytes(StandardCharsets.UTF_8));
    }
    Figures economics = Figures.of(Economics.of(chosen.box()));
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .body(SimulationReply.of(table, seed, economics, simulated));
  }

  private Chosen chosen(SimulationRequest request) {
    BoxDefinition definition = request.definition();
    if (definition != null) {
      return new Chosen(definition.boxId(), 0, definition.version(0));
    }
    String boxId = Objects.requireNonNull(request.boxId());
    Box head = BoxDefinition.isId(boxId) ? catalog.find(boxId) : null;
    if (head == null) {
      throw new ProblemException(ErrorCode.BOX_NOT_FOUND, "There is no box of this name.");
    }
    int version = Objects.requireNonNullElse(request.version(), head.version());
    BoxVersion box = version <= head.version() ? catalog.version(boxId, version) : null;
    if (box == null) {
      throw new ProblemException(
          ErrorCode.BOX_VERSION_NOT_FOUND,
          "The versions of " + boxId + " are 1 to " + head.version() + ".");
    }
    return new Chosen(boxId, version, box);
  }

  private String randomSeed() {
    return HexFormat.of().toHexDigits(random.nextLong());
  }

  /** The chart is for who asks for it by name, and not for JSON as well. */
  private static boolean wantsChart(@Nullable String accept) {
    List<MediaType> types = MediaType.parseMediaTypes(accept);
    return types.stream().anyMatch(SVG_TYPE::equalsTypeAndSubtype)
        && types.stream().noneMatch(MediaType.APPLICATION_JSON::equalsTypeAndSubtype);
  }
}
