package com.rollingdrop.api.admin;

import com.rollingdrop.api.json.FieldProblems;
import com.rollingdrop.api.json.JsonBody;
import com.rollingdrop.api.json.JsonFields;
import com.rollingdrop.api.web.ErrorCode;
import com.rollingdrop.api.web.ProblemException;
import com.rollingdrop.compute.client.Logins;
import com.rollingdrop.grid.model.Login;
import com.rollingdrop.grid.model.Role;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** An administrator gives a login another role; its tokens have it from the next refresh on. */
@RestController
final class AssignRoleController {
  private static final Logger LOG = LoggerFactory.getLogger(AssignRoleController.class);

  private final Logins logins;

  AssignRoleController(Logins logins) {
    this.logins = logins;
  }

  /** The reply. */
  record Reply(String name, String userId, String role) {}

  @PutMapping(
      path = "/admin/logins/{name}/role",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  Reply assign(@PathVariable("name") String name, JsonBody body) {
    FieldProblems problems = new FieldProblems();
    JsonFields fields = body.fields(problems);
    String wanted = fields.text("role");
    Optional<Role> role =
        Arrays.stream(Role.values()).filter(one -> one.name().equals(wanted)).findFirst();
    if (wanted != null && role.isEmpty()) {
      problems.invalid("role", "must be one of " + Arrays.toString(Role.values()));
    }
    fields.end();
    problems.check();
    Login login = logins.assign(name.toLowerCase(Locale.ROOT), role.orElseThrow());
    if (login == null) {
      throw new ProblemException(ErrorCode.LOGIN_NOT_FOUND, "No login has this name.");
    }
    LOG.info("player {} has the role {}", login.playerId(), login.role());
    return new Reply(
        name.toLowerCase(Locale.ROOT), Long.toString(login.playerId()), login.role().name());
  }
}
