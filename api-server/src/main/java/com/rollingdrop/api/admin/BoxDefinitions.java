package com.rollingdrop.api.admin;

import com.rollingdrop.api.json.FieldProblems;
import com.rollingdrop.api.json.JsonBody;
import com.rollingdrop.api.json.JsonFields;
import com.rollingdrop.api.web.ErrorCode;
import com.rollingdrop.api.web.FieldError;
import com.rollingdrop.compute.box.BoxDefinition;
import com.rollingdrop.grid.model.BoxItem;
import com.rollingdrop.grid.model.Guarantee;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a box definition, and finds all that is wrong with it at once: what is missing or of the
 * wrong type, and what the rules of boxes say about the rest.
 *
 * <p>An unreadable field gets a stand-in, so that the rules can look at the others; what they then
 * say about the field itself, or about a sum that it takes part in, is left out.
 */
final class BoxDefinitions {
  private final String path;
  private final FieldProblems problems;

  private BoxDefinitions(String path, FieldProblems problems) {
    this.path = path;
    this.problems = problems;
  }

  /**
   * The definition in a body.
   *
   * @throws com.rollingdrop.api.web.ProblemException with every reason
   */
  static BoxDefinition read(JsonBody body) {
    FieldProblems problems = new FieldProblems();
    return read(body.fields(problems), "", problems);
  }

  /**
   * The definition in an object of a body.
   *
   * @param path of the object, ending in a dot unless it is the body itself
   * @param problems what is wrong with the body's other fields, told together with the rest
   * @throws com.rollingdrop.api.web.ProblemException with every reason
   */
  static BoxDefinition read(JsonFields fields, String path, FieldProblems problems) {
    return new BoxDefinitions(path, problems).definition(fields);
  }

  private BoxDefinition definition(JsonFields fields) {
    String boxId = or(fields.text("boxId"), "unread");
    String name = or(fields.text("name"), "unread");
    long priceMinor = or(fields.integer("priceMinor"), 0);
    Long totalTickets = fields.integer("totalTickets");
    List<BoxItem> items = new ArrayList<>();
    for (JsonFields item : fields.objects("items")) {
      items.add(item(item, items.size()));
    }
    Long stock = fields.has("stock") ? fields.integer("stock") : null;
    Guarantee guarantee = fields.has("guarantee") ? guarantee(fields.object("guarantee")) : null;
    fields.end();
    BoxDefinition definition =
        new BoxDefinition(boxId, name, priceMinor, or(totalTickets, 1), items, stock, guarantee);
    List<FieldError> broken = brokenRules(definition);
    if (!problems.isEmpty() || !broken.isEmpty()) {
      problems.failWith(ErrorCode.BOX_DEFINITION_INVALID, broken);
    }
    return definition;
  }

  private static @Nullable Guarantee guarantee(@Nullable JsonFields fields) {
    if (fields == null) {
      return null;
    }
    List<String> rarities = fields.texts("rarities");
    long within = fields.integer("within", 2, BoxDefinition.WITHIN_MAX);
    fields.end();
    return new Guarantee(rarities, (int) within);
  }

  private static BoxItem item(JsonFields fields, int index) {
    BoxItem item =
        new BoxItem(
            or(fields.text("definitionId"), "unread." + index),
            or(fields.text("name"), "unread"),
            or(fields.text("rarity"), "UNREAD"),
            or(fields.integer("valueMinor"), 0),
            or(fields.integer("tickets"), 1));
    fields.end();
    return item;
  }

  private List<FieldError> brokenRules(BoxDefinition definition) {
    List<FieldError> broken = new ArrayList<>();
    for (String problem : definition.problems()) {
      int colon = problem.indexOf(": ");
      String field = problem.substring(0, colon);
      boolean sumOfUnread =
          (field.equals("totalTickets") || field.startsWith("guarantee."))
              && problems.concern(path + "items");
      if (!problems.concern(path + field) && !sumOfUnread) {
        broken.add(new FieldError(path + field, problem.substring(colon + 2)));
      }
    }
    return broken;
  }

  private static String or(@Nullable String text, String standIn) {
    return text == null ? standIn : text;
  }

  private static long or(@Nullable Long number, long standIn) {
    return number == null ? standIn : number;
  }
}
