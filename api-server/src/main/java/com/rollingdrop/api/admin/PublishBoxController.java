package com.rollingdrop.api.admin;

import com.rollingdrop.api.json.JsonBody;
import com.rollingdrop.api.web.ErrorCode;
import com.rollingdrop.api.web.ProblemException;
import com.rollingdrop.compute.box.BoxDefinition;
import com.rollingdrop.compute.box.Published;
import com.rollingdrop.compute.client.BoxCatalog;
import com.rollingdrop.compute.client.StockConflictException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** An administrator publishes a box. Publishing what is live already changes nothing. */
@RestController
final class PublishBoxController {
  private static final Logger LOG = LoggerFactory.getLogger(PublishBoxController.class);

  private final BoxCatalog catalog;

  PublishBoxController(BoxCatalog catalog) {
    this.catalog = catalog;
  }

  /**
   * The reply.
   *
   * @param created whether this made a new version
   */
  record Reply(String boxId, int version, String oddsHash, long totalTickets, boolean created) {}

  @PostMapping(
      path = "/admin/boxes",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Reply> publish(JsonBody body) {
    BoxDefinition definition = BoxDefinitions.read(body);
    Published published;
    try {
      published = catalog.publish(definition);
    } catch (StockConflictException e) {
      throw new ProblemException(
          ErrorCode.BOX_STOCK_CONFLICT, "The stock is refused: " + e.getMessage() + ".");
    }
    if (published.created()) {
      LOG.info("published {}@{}", definition.boxId(), published.version());
    }
    return ResponseEntity.status(published.created() ? HttpStatus.CREATED : HttpStatus.OK)
        .body(
            new Reply(
                definition.boxId(),
                published.version(),
                published.oddsHash(),
                definition.totalTickets(),
                published.created()));
  }
}
