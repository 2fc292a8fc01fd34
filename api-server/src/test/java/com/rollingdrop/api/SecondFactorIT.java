package com.rollingdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.Login;
import com.rollingdrop.grid.model.Role;
import com.rollingdrop.grid.model.SecondFactor;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import tools.jackson.databind.JsonNode;

/** Second factors, fresh log-ins, changes of passwords, and the sessions that they end. */
class SecondFactorIT {
  private static final String PASSWORD = "correct horse battery";
  private static final int CODES_FREE = 5;
  private static final AtomicInteger NAMES = new AtomicInteger();

  private static Api api;

  @BeforeAll
  static void start() {
    api =
        Api.alone(
            Map.of(
                "ROLLINGDROP_AUTH_PROXIES", "1",
                "ROLLINGDROP_AUTH_ATTEMPTS_FREE", "100",
                "ROLLINGDROP_AUTH_CODES_FREE", Integer.toString(CODES_FREE),
                "ROLLINGDROP_AUTH_ATTEMPTS_WAIT_SECONDS", "600",
                "ROLLINGDROP_AUTH_ARGON2_PASSES", "3",
                "ROLLINGDROP_AUTH_REGISTRATIONS_FREE_PER_ADDRESS", "1000"));
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  /** Somebody with an authenticator in use. */
  private record Enrolled(
      String name, Authenticator authenticator, List<String> recoveryCodes, Api.Reply tokens) {}

  private static Enrolled enrolled() {
    String name = newName();
    Api.Caller caller = as(register(name));
    JsonNode offer = caller.post("/auth/second-factor", proof(PASSWORD, null)).is(200).json();
    Authenticator authenticator = new Authenticator(offer.path("secret").asString());
    Api.Reply enabled =
        caller.post("/auth/second-factor/confirm", proof(PASSWORD, authenticator.code())).is(200);
    List<String> codes =
        enabled.json().path("recoveryCodes").valueStream().map(JsonNode::asString).toList();
    return new Enrolled(name, authenticator, codes, enabled);
  }

  @Test
  void whoHasAnAuthenticatorLogsInWithItsCodes() throws Exception {
    Enrolled ann = enrolled();

    login(ann.name, PASSWORD, null).isProblem(401, "SECOND_FACTOR_REQUIRED");
    Api.Reply in = login(ann.name, PASSWORD, ann.authenticator.nextCode()).is(200);

    as(in).get("/wallet").is(200);
    var claims = SignedJWT.parse(access(in)).getJWTClaimsSet();
    assertThat(claims.getStringListClaim("amr")).containsExactly("pwd", "otp", "mfa");
    assertThat(claims.getLongClaim("auth_time"))
        .isBetween(Instant.now().getEpochSecond() - 60, Instant.now().getEpochSecond());
    assertThat(as(in).get("/auth/validate").is(200).json().path("secondFactor").asBoolean())
        .isTrue();
    assertThat(as(in).get("/auth/second-factor").is(200).text())
        .isEqualTo("{\"enabled\":true,\"recoveryCodesLeft\":10}");
  }

  @Test
  void theSecretIsShownOnceAsAuthenticatorsReadItAndSealedFromThenOn() {
    String name = newName();
    Api.Caller caller = as(register(name));

    JsonNode offer = caller.post("/auth/second-factor", proof(PASSWORD, null)).is(200).json();

    String secret = offer.path("secret").asString();
    assertThat(secret).matches("[A-Z2-7]{32}");
    assertThat(offer.path("otpauthUri").asString())
        .isEqualTo(
            "otpauth://totp/RollingDrop:"
                + name
                + "?secret="
                + secret
                + "&issuer=RollingDrop&algorithm=SHA1&digits=6&period=30");
    SecondFactor kept = Objects.requireNonNull(stored(name).secondFactor());
    assertThat(kept.confirmed()).isFalse();
    assertThat(kept.sealedSecret()).hasSize(1 + 12 + 20 + 16);
    // Not in use before it is confirmed.
    login(name, PASSWORD, null).is(200);
    caller
        .post("/auth/second-factor/confirm", proof(PASSWORD, "000000x"))
        .isProblem(401, "SECOND_FACTOR_REFUSED");
    caller
        .post("/auth/second-factor/confirm", proof("another password", "000000"))
        .isProblem(401, "LOGIN_REFUSED");
    login(name, PASSWORD, null).is(200);
  }

  @Test
  void aCodeIsGoodOnceWhereverItIsShown() {
    Enrolled bob = enrolled();

    login(bob.name, PASSWORD, bob.authenticator.code()).isProblem(401, "SECOND_FACTOR_REFUSED");
    login(bob.name, PASSWORD, bob.authenticator.oldCode()).isProblem(401, "SECOND_FACTOR_REFUSED");
    List<Api.Reply> atOnce =
        atOnce(6, () -> login(bob.name, PASSWORD, bob.authenticator.nextCode()));

    assertThat(atOnce).filteredOn(reply -> reply.http().statusCode() == 200).hasSize(1);
  }

  @Test
  void aRecoveryCodeTakesTheAuthenticatorsPlaceOnce() {
    Enrolled cid = enrolled();
    assertThat(cid.recoveryCodes).hasSize(10).doesNotHaveDuplicates();
    String code = cid.recoveryCodes.get(3);
    assertThat(code).matches("[A-Z2-7]{4}(-[A-Z2-7]{4}){3}");

    Api.Reply in =
        login(cid.name, PASSWORD, code.toLowerCase(Locale.ROOT).replace("-", "")).is(200);

    assertThat(as(in).get("/auth/second-factor").is(200).json().path("recoveryCodesLeft").asInt())
        .isEqualTo(9);
    login(cid.name, PASSWORD, code).isProblem(401, "SECOND_FACTOR_REFUSED");
    login(cid.name, PASSWORD, cid.recoveryCodes.get(4)).is(200);
    // Another's are nobody else's.
    Enrolled dee = enrolled();
    login(cid.name, PASSWORD, dee.recoveryCodes.get(0)).isProblem(401, "SECOND_FACTOR_REFUSED");
  }

  @Test
  void withoutThePasswordNothingTellsOfASecondFactor() {
    Enrolled eve = enrolled();
    String without = newName();
    register(without);

    String refused =
        login(without, "a wrong password", null).isProblem(401, "LOGIN_REFUSED").text();

    for (String name : List.of(eve.name, "nobody-has-this")) {
      assertThat(login(name, "a wrong password", null).text()).isEqualTo(refused);
      assertThat(login(name, "a wrong password", "123456").text()).isEqualTo(refused);
      assertThat(login(name, "a wrong password", eve.recoveryCodes.get(0)).text())
          .isEqualTo(refused);
    }
    login(eve.name, PASSWORD, eve.recoveryCodes.get(0)).is(200);
  }

  @Test
  void whoGuessesCodesFromManyAddressesWaitsAndTheOwnerHasARecoveryCode() {
    Enrolled fay = enrolled();
    for (int i = 0; i < CODES_FREE; i++) {
      login(fay.name, PASSWORD, "00000" + i + "0").isProblem(401, "SECOND_FACTOR_REFUSED");
      // Knowing the password is no success that would make the next guesses free.
      if (i == 2) {
        login(fay.name, PASSWORD, null).isProblem(401, "SECOND_FACTOR_REQUIRED");
      }
    }

    Api.Reply waits =
        login(fay.name, PASSWORD, fay.authenticator.nextCode()).isProblem(429, "TOO_MANY_ATTEMPTS");
    assertThat(Integer.parseInt(waits.header("Retry-After"))).isBetween(500, 600);
    // Nobody without the password can bring this about.
    Enrolled gus = enrolled();
    for (int i = 0; i < 3 * CODES_FREE; i++) {
      login(gus.name, "a wrong password", "000000").isProblem(401, "LOGIN_REFUSED");
    }
    login(gus.name, PASSWORD, gus.authenticator.nextCode()).is(200);

    Api.Reply in = login(fay.name, PASSWORD, fay.recoveryCodes.get(0)).is(200);
    as(in).get("/wallet").is(200);
  }

  @Test
  void givingItUpTakesPasswordAndCode() {
    Enrolled hal = enrolled();
    Api.Caller caller = as(hal.tokens, "tokens");
    caller
        .post("/auth/second-factor", proof(PASSWORD, hal.recoveryCodes.get(0)))
        .isProblem(409, "SECOND_FACTOR_ENABLED");

    caller
        .post("/auth/second-factor/disable", proof(PASSWORD, null))
        .isProblem(401, "SECOND_FACTOR_REQUIRED");
    caller
        .post(
            "/auth/second-factor/disable", proof("a wrong password", hal.authenticator.nextCode()))
        .isProblem(401, "LOGIN_REFUSED");
    Api.Reply disabled =
        caller
            .post("/auth/second-factor/disable", proof(PASSWORD, hal.authenticator.nextCode()))
            .is(200);

    assertThat(stored(hal.name).secondFactor()).isNull();
    login(hal.name, PASSWORD, null).is(200);
    as(disabled)
        .post("/auth/second-factor/disable", proof(PASSWORD, null))
        .isProblem(409, "SECOND_FACTOR_NOT_ENABLED");
    as(disabled)
        .post("/auth/second-factor/confirm", proof(PASSWORD, "000000"))
        .isProblem(409, "SECOND_FACTOR_NOT_OFFERED");
  }

  @Test
  void takingItIntoUseEndsTheOtherSessions() {
    String name = newName();
    Api.Reply own = register(name);
    Api.Reply other = login(name, PASSWORD, null).is(200);
    JsonNode offer = as(own).post("/auth/second-factor", proof(PASSWORD, null)).is(200).json();
    String code = new Authenticator(offer.path("secret").asString()).code();

    Api.Reply enabled = as(own).post("/auth/second-factor/confirm", proof(PASSWORD, code)).is(200);

    as(other).get("/wallet").isProblem(401, "UNAUTHENTICATED");
    refresh(other).isProblem(401, "REFRESH_REFUSED");
    as(enabled, "tokens").get("/wallet").is(200);
    refresh(own).isProblem(401, "REFRESH_REFUSED");
  }

  @Test
  void aNewPasswordEndsAllOtherSessions() {
    String name = newName();
    Api.Reply own = register(name);
    List<Api.Reply> others = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      others.add(login(name, PASSWORD, null).is(200));
    }
    String change = "{\"password\":\"" + PASSWORD + "\",\"newPassword\":\"another good password\"}";
    as(own)
        .post("/auth/password", change.replace(PASSWORD, "a wrong password"))
        .isProblem(401, "LOGIN_REFUSED");
    as(own)
        .post("/auth/password", change.replace("another good password", "short"))
        .isProblem(400, "FIELD_INVALID");

    Api.Reply changed = as(own).post("/auth/password", change).is(200);

    for (Api.Reply other : others) {
      as(other).get("/wallet").isProblem(401, "UNAUTHENTICATED");
      refresh(other).isProblem(401, "REFRESH_REFUSED");
    }
    as(changed).get("/wallet").is(200);
    refresh(changed).is(200);
    login(name, PASSWORD, null).isProblem(401, "LOGIN_REFUSED");
    login(name, "another good password", null).is(200);
  }

  @Test
  void aSessionThatTheChangeDidNotFindEndsWhenItIsRefreshed() {
    String name = newName();
    Api.Reply tokens = register(name);
    Login login = stored(name);
    // As if the server that changes the password stopped right after that.
    Caches.logins(api.node().ignite()).put(name, login.withPassword(login.passwordHash(), 1));

    refresh(tokens).isProblem(401, "REFRESH_REFUSED");
    as(tokens).get("/wallet").isProblem(401, "UNAUTHENTICATED");
  }

  @Test
  void whoHasManySessionsSeesThemAndEndsThemAll() {
    String name = newName();
    Api.Reply own = register(name);
    Api.Reply other = login(name, PASSWORD, null).is(200);
    Api.Reply strangers = register(newName());

    JsonNode sessions = as(own).get("/auth/sessions").is(200).json().path("sessions");
    assertThat(sessions).hasSize(2);
    assertThat(sessions.get(0).path("current").asBoolean()).isTrue();
    assertThat(sessions.get(1).path("current").asBoolean()).isFalse();
    assertThat(sessions.get(1).path("secondFactor").asBoolean()).isFalse();
    assertThat(Instant.parse(sessions.get(1).path("authenticatedAt").asString()))
        .isBefore(Instant.now().plusSeconds(1));

    assertThat(as(own).delete("/auth/sessions").is(200).text()).isEqualTo("{\"ended\":2}");
    for (Api.Reply ended : List.of(own, other)) {
      as(ended).get("/wallet").isProblem(401, "UNAUTHENTICATED");
      refresh(ended).isProblem(401, "REFRESH_REFUSED");
    }
    as(strangers).get("/wallet").is(200);
    for (String path : List.of("/auth/sessions", "/auth/second-factor")) {
      api.asNewPlayer().get(path).isProblem(409, "SESSION_REQUIRED");
    }
  }

  @Test
  void aWeakHashIsReplacedAtTheNextLogin() {
    String name = newName();
    register(name);
    assertThat(stored(name).passwordHash()).contains("m=19456,t=3");
    Login login = stored(name);
    String weak = new Argon2PasswordEncoder(16, 32, 1, 19_456, 2).encode(PASSWORD);
    Caches.logins(api.node().ignite())
        .put(name, login.rehashed(Objects.requireNonNull(weak), login.updatedAtMs()));

    login(name, "a wrong password", null).isProblem(401, "LOGIN_REFUSED");
    assertThat(stored(name).passwordHash()).isEqualTo(weak);
    Api.Reply in = login(name, PASSWORD, null).is(200);

    assertThat(stored(name).passwordHash()).contains("m=19456,t=3");
    refresh(in).is(200);
    login(name, PASSWORD, null).is(200);
  }

  @Test
  void anAdministratorNeedsASecondFactorAndAFreshLogin() throws Exception {
    String name = newName();
    register(name);
    api.asAdmin().put("/admin/logins/" + name + "/role", "{\"role\":\"ADMIN\"}").is(200);
    String box = Api.BOX.formatted("by-" + name);
    Api.Reply password = login(name, PASSWORD, null).is(200);

    Api.Reply refused =
        as(password).post("/admin/boxes", box).isProblem(401, "SECOND_FACTOR_REQUIRED");
    assertThat(refused.header("WWW-Authenticate"))
        .contains("error=\"insufficient_user_authentication\"")
        .contains("max_age=\"900\"");
    // Looking at something takes neither.
    as(password).get("/analytics/global/overview").isProblem(503, "ANALYTICS_UNAVAILABLE");

    JsonNode offer = as(password).post("/auth/second-factor", proof(PASSWORD, null)).is(200).json();
    Authenticator authenticator = new Authenticator(offer.path("secret").asString());
    Api.Reply enabled =
        as(password)
            .post("/auth/second-factor/confirm", proof(PASSWORD, authenticator.code()))
            .is(200);
    as(enabled, "tokens").post("/admin/boxes", box).is(201);

    Api.Caller stale = api.withToken(agedBy(enabled.json().path("tokens"), 16 * 60));
    for (String path :
        List.of(
            "/admin/boxes",
            "/admin/withdrawals/settle",
            "/admin/withdrawals/void",
            "/admin/withdrawals/release",
            "/admin/reversals",
            "/admin/promotions")) {
      Api.Reply old = stale.post(path, "{}").isProblem(401, "FRESH_LOGIN_REQUIRED");
      assertThat(old.header("WWW-Authenticate")).contains("insufficient_user_authentication");
    }
    stale
        .put("/admin/logins/" + name + "/role", "{\"role\":\"PLAYER\"}")
        .isProblem(401, "FRESH_LOGIN_REQUIRED");
    assertThat(stored(name).role()).isEqualTo(Role.ADMIN);
    stale
        .post("/auth/reauthenticate", proof(PASSWORD, null))
        .isProblem(401, "SECOND_FACTOR_REQUIRED");
    Api.Reply fresh =
        stale.post("/auth/reauthenticate", proof(PASSWORD, authenticator.nextCode())).is(200);
    as(fresh).post("/admin/boxes", box).is(200);
    assertThat(SignedJWT.parse(access(fresh)).getJWTClaimsSet().getStringClaim("sid"))
        .as("the session goes on")
        .isEqualTo(SignedJWT.parse(access(password)).getJWTClaimsSet().getStringClaim("sid"));
  }

  @Test
  void anAdministratorHelpsWhoeverHasLostTheSecondFactorOrTheTokens() {
    Enrolled ida = enrolled();
    String path = "/admin/logins/" + ida.name.toUpperCase(Locale.ROOT);
    Api.Caller own = as(ida.tokens, "tokens");
    own.delete(path + "/second-factor").isProblem(403, "FORBIDDEN");
    api.asAdmin().delete("/admin/logins/nobody-at-all/sessions").isProblem(404, "LOGIN_NOT_FOUND");

    assertThat(api.asAdmin().delete(path + "/sessions").is(200).json().path("ended").asInt())
        .isEqualTo(1);
    own.get("/wallet").isProblem(401, "UNAUTHENTICATED");
    login(ida.name, PASSWORD, null).isProblem(401, "SECOND_FACTOR_REQUIRED");
    Api.Reply again = login(ida.name, PASSWORD, ida.recoveryCodes.get(0)).is(200);

    api.asAdmin().delete(path + "/second-factor").is(200);
    as(again).get("/wallet").isProblem(401, "UNAUTHENTICATED");
    login(ida.name, PASSWORD, null).is(200);
    login(ida.name, "a wrong password", null).isProblem(401, "LOGIN_REFUSED");
  }

  @Test
  void aDevelopmentTokenIsAsFreshAsItSays() {
    String box = Api.BOX.formatted("by-development");
    String claims = TestTokens.claims("\"admin\"", "[\"admin\"]", 300);
    String old = claims.replaceAll("\"iat\":\\d+", "\"iat\":1000000000");
    String timeless = claims.replaceAll("\"iat\":\\d+,", "");

    for (String stale : List.of(old, timeless)) {
      api.withToken(api.tokens().sign(stale))
          .post("/admin/boxes", box)
          .isProblem(401, "FRESH_LOGIN_REQUIRED");
    }
    api.asAdmin().post("/admin/boxes", box).is(201);
  }

  @Test
  void aRefreshDoesNotMakeALoginFresh() throws Exception {
    Api.Reply tokens = register(newName());
    Object before = SignedJWT.parse(access(tokens)).getJWTClaimsSet().getClaim("auth_time");

    Api.Reply refreshed = refresh(tokens).is(200);

    assertThat(SignedJWT.parse(access(refreshed)).getJWTClaimsSet().getClaim("auth_time"))
        .isEqualTo(before);
    assertThat(SignedJWT.parse(access(refreshed)).getJWTClaimsSet().getStringListClaim("amr"))
        .containsExactly("pwd");
  }

  /** The same token as this server signed it so long ago. */
  private static String agedBy(JsonNode tokens, long seconds) throws Exception {
    SignedJWT token = SignedJWT.parse(tokens.path("accessToken").asString());
    long at = token.getJWTClaimsSet().getLongClaim("auth_time");
    return api.sessionTokens()
        .sign(
            token.getHeader().toString(),
            token
                .getPayload()
                .toString()
                .replace("\"auth_time\":" + at, "\"auth_time\":" + (at - seconds)));
  }

  private static Login stored(String name) {
    return Caches.logins(api.node().ignite()).get(name);
  }

  private static String newName() {
    return "strong-" + NAMES.incrementAndGet();
  }

  private static String newAddress() {
    int number = NAMES.incrementAndGet();
    return "10.2." + number / 250 + "." + (number % 250 + 1);
  }

  private static String proof(String password, @Nullable String code) {
    return "{\"password\":\""
        + password
        + "\""
        + (code == null ? "" : ",\"code\":\"" + code + "\"")
        + "}";
  }

  private static Api.Reply register(String name) {
    return post("/auth/register", proof(PASSWORD, null), name).is(201);
  }

  private static Api.Reply login(String name, String password, @Nullable String code) {
    return post("/auth/login", proof(password, code), name);
  }

  private static Api.Reply post(String path, String proof, String name) {
    return api.send(
        api.asNobody()
            .request(path)
            .header("Content-Type", "application/json")
            .header("X-Forwarded-For", newAddress())
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"name\":\"" + name + "\"," + proof.substring(1)))
            .build());
  }

  private static Api.Reply refresh(Api.Reply tokens) {
    return api.asNobody()
        .post(
            "/auth/refresh",
            "{\"refreshToken\":\"" + tokens.json().path("refreshToken").asString() + "\"}");
  }

  private static Api.Caller as(Api.Reply tokens) {
    return api.withToken(access(tokens));
  }

  private static Api.Caller as(Api.Reply reply, String field) {
    return api.withToken(reply.json().path(field).path("accessToken").asString());
  }

  private static String access(Api.Reply tokens) {
    return tokens.json().path("accessToken").asString();
  }

  private static List<Api.Reply> atOnce(int count, Supplier<Api.Reply> request) {
    ExecutorService threads = Executors.newFixedThreadPool(count);
    try {
      List<CompletableFuture<Api.Reply>> replies = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        replies.add(CompletableFuture.supplyAsync(request, threads));
      }
      return replies.stream().map(CompletableFuture::join).toList();
    } finally {
      threads.shutdownNow();
    }
  }
}
