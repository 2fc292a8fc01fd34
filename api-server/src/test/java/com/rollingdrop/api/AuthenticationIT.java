package com.rollingdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.Wallet;
import com.rollingdrop.grid.settings.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** Two servers over one grid; the second one signs with the key that comes next. */
class AuthenticationIT {
  private static final String PASSWORD = "correct horse battery";
  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final AtomicInteger ADDRESSES = new AtomicInteger();

  private static Api api;
  private static Settings otherSettings;
  private static ConfigurableApplicationContext other;

  @BeforeAll
  static void start() {
    api =
        Api.alone(
            Map.of(
                "ROLLINGDROP_AUTH_PROXIES", "1",
                "ROLLINGDROP_AUTH_ADMIN_SECOND_FACTOR_REQUIRED", "false",
                "ROLLINGDROP_AUTH_ATTEMPTS_FREE", "3",
                "ROLLINGDROP_AUTH_ATTEMPTS_WAIT_SECONDS", "600",
                "ROLLINGDROP_AUTH_REGISTRATIONS_FREE_PER_ADDRESS", "3",
                "ROLLINGDROP_AUTH_HASHES_AT_ONCE", "1",
                "ROLLINGDROP_AUTH_HASHES_WAITING_MAX", "2"));
    Settings.Grid grid = api.settings().grid();
    otherSettings =
        TestSettings.fresh(
            Map.of(
                "ROLLINGDROP_GRID_DISCOVERY_PORT", Integer.toString(grid.discoveryPort()),
                "ROLLINGDROP_GRID_COMMUNICATION_PORT", Integer.toString(grid.communicationPort()),
                "ROLLINGDROP_AUTH_PROXIES", "1",
                "ROLLINGDROP_AUTH_ATTEMPTS_FREE", "3",
                "ROLLINGDROP_AUTH_ATTEMPTS_WAIT_SECONDS", "600"));
    other = ApiServer.start(otherSettings, api.rotatedSecrets());
  }

  @AfterAll
  static void stop() {
    other.close();
    api.close();
  }

  @Test
  void whoRegistersIsAPlayerWithAWalletFromThenOn() {
    Api.Reply registered = register(newName(), PASSWORD, newAddress()).is(201);

    long playerId = Long.parseLong(registered.json().path("userId").asString());
    Wallet wallet = Caches.wallets(api.node().ignite()).get(playerId);
    assertThat(wallet).isNotNull();
    assertThat(wallet.version()).isEqualTo(1);
    assertThat(registered.header("Cache-Control")).contains("no-store");
    Api.Caller player = api.withToken(access(registered));
    assertThat(player.wallet()).contains("\"userId\":\"" + playerId + "\"");
    player.deposit(500).is(200);
    assertThat(player.wallet()).contains("\"availableMinor\":500");
  }

  @Test
  void whoHasRegisteredLogsInWithAnySpellingOfTheName() {
    String name = newName();
    String userId = register(name, PASSWORD, newAddress()).json().path("userId").asString();

    JsonNode tokens = login(name.toUpperCase(java.util.Locale.ROOT), PASSWORD).is(200).json();

    assertThat(tokens.path("userId").asString()).isEqualTo(userId);
    assertThat(tokens.path("role").asString()).isEqualTo("PLAYER");
    assertThat(tokens.path("expiresInSeconds").asInt()).isEqualTo(900);
    api.withToken(tokens.path("accessToken").asString()).get("/wallet").is(200);
  }

  @Test
  void aNameIsTakenOnce() {
    String name = newName();
    register(name, PASSWORD, newAddress()).is(201);

    register(name, "another password", newAddress()).isProblem(409, "NAME_TAKEN");

    login(name, "another password").isProblem(401, "LOGIN_REFUSED");
    login(name, PASSWORD).is(200);
  }

  @Test
  void whatIsNoNameOrNoPasswordIsToldByField() {
    for (String name : List.of("", "ab", "a".repeat(33), "white space", "émile", "-dash")) {
      register(name, PASSWORD, newAddress()).isProblem(400, "FIELD_INVALID");
    }
    for (String password : List.of("", "eleven char", "x".repeat(129))) {
      Api.Reply refused =
          register(newName(), password, newAddress()).isProblem(400, "FIELD_INVALID");
      assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("password");
      assertThat(password.isEmpty() || !refused.text().contains(password)).isTrue();
    }
    register("as-the-password", "As-The-Password", newAddress()).isProblem(400, "FIELD_INVALID");
    post(api.settings(), "/auth/login", "{\"name\":\"ann\"}", newAddress())
        .isProblem(400, "FIELD_INVALID");
    post(api.settings(), "/auth/refresh", "{\"refreshToken\":7}", newAddress())
        .isProblem(400, "FIELD_INVALID");
  }

  @Test
  void aPasswordIsTheSameHoweverItsCharactersAreComposed() {
    String name = newName();
    register(name, "cr\u00e8me br\u00fbl\u00e9e", newAddress()).is(201);

    login(name, "cre\u0300me bru\u0302le\u0301e").is(200);
  }

  @Test
  void anUnknownNameAndAWrongPasswordAreAnsweredAlike() {
    String name = newName();
    register(name, PASSWORD, newAddress()).is(201);

    long before = hashes();
    Api.Reply wrong = login(name, "a wrong password").isProblem(401, "LOGIN_REFUSED");
    assertThat(hashes()).isEqualTo(before + 1);
    Api.Reply unknown = login("nobody-has-this", "a wrong password");
    assertThat(hashes()).as("the same work").isEqualTo(before + 2);

    assertThat(wrong.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"rollingdrop\"");
    assertThat(unknown.text()).isEqualTo(wrong.text());
    assertThat(unknown.http().statusCode()).isEqualTo(wrong.http().statusCode());
    assertThat(unknown.http().headers().map().keySet())
        .isEqualTo(wrong.http().headers().map().keySet());
  }

  @Test
  void whoGuessesWaitsAndTheOwnerElsewhereDoesNot() {
    String name = newName();
    register(name, PASSWORD, newAddress()).is(201);
    String guesser = newAddress();
    for (String tried : List.of(name, "nobody-has-that")) {
      for (int i = 0; i < 3; i++) {
        login(tried, "guess number " + i, guesser).isProblem(401, "LOGIN_REFUSED");
      }
      Api.Reply refused = login(tried, PASSWORD, guesser).isProblem(429, "TOO_MANY_ATTEMPTS");
      assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(500, 600);
    }

    for (int i = 0; i < 5; i++) {
      login(name, PASSWORD, newAddress()).is(200);
    }
    // Whatever the caller claims to be forwarded for, the proxy's word counts.
    login(name, PASSWORD, "10.9.9.9, " + guesser).isProblem(429, "TOO_MANY_ATTEMPTS");
  }

  @Test
  void guessesAtOnceAreNotAllFree() {
    String guesser = newAddress();
    List<Api.Reply> replies =
        atOnce(12, i -> login(otherSettings, "nobody-at-once", "guess number " + i, guesser));

    assertThat(replies).filteredOn(reply -> reply.http().statusCode() == 401).hasSize(3);
    assertThat(replies).filteredOn(reply -> reply.http().statusCode() == 429).hasSize(9);
  }

  @Test
  void whoRegistersInBulkWaits() {
    String address = newAddress();
    for (int i = 0; i < 3; i++) {
      register(newName(), PASSWORD, address).is(201);
    }

    register(newName(), PASSWORD, address).isProblem(429, "TOO_MANY_ATTEMPTS");
    register(newName(), PASSWORD, newAddress()).is(201);
  }

  @Test
  void moreHashesThanMayWaitAreRefusedAndDoNotCountAgainstTheCaller() {
    String name = "nobody-in-a-crowd";
    List<String> addresses = Stream.generate(AuthenticationIT::newAddress).limit(16).toList();
    List<Api.Reply> replies = atOnce(16, i -> login(name, PASSWORD, addresses.get(i)));

    List<String> turnedAway = new ArrayList<>();
    for (int i = 0; i < replies.size(); i++) {
      Api.Reply reply = replies.get(i);
      if (reply.http().statusCode() == 503) {
        assertThat(reply.isProblem(503, "OVERLOADED").header("Retry-After")).isEqualTo("1");
        turnedAway.add(addresses.get(i));
      } else {
        reply.isProblem(401, "LOGIN_REFUSED");
      }
    }
    assertThat(turnedAway).isNotEmpty().hasSizeLessThan(16);
    for (int i = 0; i < 3; i++) {
      login(name, PASSWORD, turnedAway.get(0)).isProblem(401, "LOGIN_REFUSED");
    }
    login(name, PASSWORD, turnedAway.get(0)).isProblem(429, "TOO_MANY_ATTEMPTS");
  }

  @Test
  void aRefreshTokenIsGoodOnceAndItsSecondUseEndsTheSession() {
    String name = newName();
    Api.Reply first = register(name, PASSWORD, newAddress()).is(201);
    Api.Reply elsewhere = login(name, PASSWORD).is(200);
    Api.Reply second = refresh(refreshToken(first)).is(200);
    assertThat(refreshToken(second)).isNotEqualTo(refreshToken(first));
    api.withToken(access(second)).get("/wallet").is(200);

    refresh(refreshToken(first)).isProblem(401, "REFRESH_REFUSED");

    refresh(refreshToken(second)).isProblem(401, "REFRESH_REFUSED");
    for (Api.Reply tokens : List.of(first, second)) {
      api.withToken(access(tokens)).get("/wallet").isProblem(401, "UNAUTHENTICATED");
    }
    api.withToken(access(elsewhere)).get("/wallet").is(200);
    refresh(refreshToken(elsewhere)).is(200);
  }

  @Test
  void ofTwoUsesAtOnceNotBothAreGood() {
    String token = refreshToken(register(newName(), PASSWORD, newAddress()).is(201));

    List<Api.Reply> replies = atOnce(6, i -> refresh(token));

    List<Api.Reply> good =
        replies.stream().filter(reply -> reply.http().statusCode() == 200).toList();
    assertThat(good).hasSizeLessThanOrEqualTo(1);
    for (Api.Reply reply : good) {
      api.withToken(access(reply)).get("/wallet").isProblem(401, "UNAUTHENTICATED");
    }
  }

  @Test
  void aMadeUpRefreshTokenEndsNothing() {
    Api.Reply tokens = register(newName(), PASSWORD, newAddress()).is(201);
    byte[] bytes = Base64.getUrlDecoder().decode(refreshToken(tokens));
    // The session's id can be read in any access token; what else it takes cannot.
    bytes[20] ^= 1;
    refresh(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))
        .isProblem(401, "REFRESH_REFUSED");
    for (String nonsense : List.of("", "nonsense", "~", "A".repeat(107), "A".repeat(5_000))) {
      refresh(nonsense).isProblem(401, "REFRESH_REFUSED");
    }

    api.withToken(access(tokens)).get("/wallet").is(200);
    refresh(refreshToken(tokens)).is(200);
  }

  @Test
  void aLogoutHoldsOnEveryServerAtOnce() {
    Api.Reply tokens = register(newName(), PASSWORD, newAddress()).is(201);
    String token = access(tokens);
    // Now both servers remember the token.
    get(otherSettings, "/wallet", token).is(200);
    api.withToken(token).get("/wallet").is(200);

    assertThat(
            api.withToken(token).post("/auth/logout", "").is(200).json().path("ended").asBoolean())
        .isTrue();

    for (Settings server : List.of(api.settings(), otherSettings)) {
      for (String path :
          List.of("/wallet", "/auth/validate", "/transactions/history", "/boxes/catalog")) {
        get(server, path, token).isProblem(401, "UNAUTHENTICATED");
      }
      post(server, "/auth/refresh", refreshBody(refreshToken(tokens)), newAddress())
          .isProblem(401, "REFRESH_REFUSED");
    }
    api.withToken(token).deposit(1).isProblem(401, "UNAUTHENTICATED");
    api.withToken(token).post("/auth/logout", "").isProblem(401, "UNAUTHENTICATED");
  }

  @Test
  void anyServerServesAnySessionWhicheverKeySignedIt() throws Exception {
    String name = newName();
    Api.Reply here = register(name, PASSWORD, newAddress()).is(201);
    Api.Reply there = login(otherSettings, name, PASSWORD, newAddress()).is(200);

    assertThat(SignedJWT.parse(access(here)).getHeader().getKeyID())
        .isNotEqualTo(SignedJWT.parse(access(there)).getHeader().getKeyID());
    get(otherSettings, "/wallet", access(here)).is(200);
    get(api.settings(), "/wallet", access(there)).is(200);
    refresh(refreshToken(there)).is(200);
  }

  @Test
  void theServersKeysVerifyItsTokensAndShowNothingElse() throws Exception {
    Api.Reply published = api.asNobody().get("/.well-known/jwks.json").is(200);
    JWKSet keys = JWKSet.parse(published.text());

    assertThat(keys.getKeys()).hasSize(2).noneMatch(key -> key.isPrivate());
    assertThat(published.text()).doesNotContain("\"d\"").doesNotContain("\"p\"");
    assertThat(published.header("Cache-Control")).contains("max-age=300");
    SignedJWT token = SignedJWT.parse(access(register(newName(), PASSWORD, newAddress()).is(201)));
    var key = keys.getKeyByKeyId(token.getHeader().getKeyID());
    assertThat(token.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
  }

  @Test
  void aForgedTokenWithASessionIsRefused() throws Exception {
    SignedJWT good = SignedJWT.parse(access(register(newName(), PASSWORD, newAddress()).is(201)));
    String header = good.getHeader().toString();
    String claims = good.getPayload().toString();
    String sid = good.getJWTClaimsSet().getStringClaim("sid");
    TestTokens ours = api.sessionTokens();
    String expired = claims.replaceAll("\"exp\":\\d+", "\"exp\":1000000000");
    String foreverless = claims.replaceAll("\"exp\":\\d+,?", "").replace(",}", "}");
    api.withToken(ours.sign(header, claims)).get("/wallet").is(200);

    for (String forged :
        List.of(
            new TestTokens().sign(header, claims),
            api.tokens().sign(header, claims),
            ours.sign(claims),
            ours.sign(header.replaceAll("\"kid\":\"[^\"]*\"", "\"kid\":\"none\""), claims),
            ours.sign(header, expired),
            ours.sign(header, foreverless),
            ours.sign(header, claims.replace(sid, UUID.randomUUID().toString())),
            ours.sign(header, claims.replace(sid, "not-an-id")),
            ours.sign(header, claims.replace("\"sid\"", "\"other\"")),
            ours.sign(header, claims.replace("\"player\"", "\"owner\"")),
            ours.sign(header, claims.replace("[\"player\"]", "[\"player\",\"admin\"]")),
            ours.sign(header, claims.replace("rollingdrop-api", "another-api")))) {
      api.withToken(forged).get("/wallet").isProblem(401, "UNAUTHENTICATED");
    }
  }

  @Test
  void eachLoginBeginsASessionThatNobodyCouldHaveChosen() throws Exception {
    String name = newName();
    Api.Reply first = register(name, PASSWORD, newAddress()).is(201);
    String firstId = sessionOf(first);

    post(
            api.settings(),
            "/auth/login",
            credentials(name, PASSWORD).replace("}", ",\"sid\":\"" + firstId + "\"}"),
            newAddress())
        .isProblem(400, "FIELD_UNKNOWN");
    // Sent by somebody who has a session, of which the new one knows nothing.
    Api.Reply second =
        api.send(
                request(api.settings(), "/auth/login", newAddress())
                    .header("Authorization", "Bearer " + access(first))
                    .POST(HttpRequest.BodyPublishers.ofString(credentials(name, PASSWORD)))
                    .build())
            .is(200);

    assertThat(sessionOf(second)).isNotEqualTo(firstId);
    api.withToken(access(first)).post("/auth/logout", "").is(200);
    api.withToken(access(second)).get("/wallet").is(200);
  }

  @Test
  void aTokenThatIsOverDoesNotStandInTheWayOfANewOne() {
    Api.Reply tokens = register(newName(), PASSWORD, newAddress()).is(201);

    api.send(
            request(api.settings(), "/auth/refresh", newAddress())
                .header("Authorization", "Bearer nonsense")
                .POST(HttpRequest.BodyPublishers.ofString(refreshBody(refreshToken(tokens))))
                .build())
        .is(200);
  }

  @Test
  void aTokenTellsWhoseItIs() {
    Api.Reply tokens = register(newName(), PASSWORD, newAddress()).is(201);

    JsonNode valid = api.withToken(access(tokens)).get("/auth/validate").is(200).json();
    assertThat(valid.path("userId")).isEqualTo(tokens.json().path("userId"));
    assertThat(valid.path("role").asString()).isEqualTo("PLAYER");
    assertThat(valid.path("session").asBoolean()).isTrue();
    assertThat(java.time.Instant.parse(valid.path("expiresAt").asString()))
        .isAfter(java.time.Instant.now());
    api.asNobody().get("/auth/validate").isProblem(401, "UNAUTHENTICATED");
  }

  @Test
  void aDevelopmentTokenGoesOnWithoutASession() {
    Api.Caller development = api.asNewPlayer();

    JsonNode valid = development.get("/auth/validate").is(200).json();
    assertThat(valid.path("session").asBoolean()).isFalse();
    development.post("/auth/logout", "").isProblem(409, "SESSION_REQUIRED");
    development.get("/wallet").is(200);
    assertThat(api.asAdmin().get("/auth/validate").is(200).json().path("role").asString())
        .isEqualTo("ADMIN");
  }

  @Test
  void aRoleIsGivenByAdministratorsAndHoldsFromTheNextRefreshOn() {
    String name = newName();
    Api.Reply tokens = register(name, PASSWORD, newAddress()).is(201);
    String path = "/admin/logins/" + name + "/role";
    String box = Api.BOX.formatted("by-" + name);
    api.withToken(access(tokens)).put(path, "{\"role\":\"ADMIN\"}").isProblem(403, "FORBIDDEN");
    api.asAdmin().put(path, "{\"role\":\"OWNER\"}").isProblem(400, "FIELD_INVALID");
    api.asAdmin()
        .put("/admin/logins/nobody-at-all/role", "{\"role\":\"ADMIN\"}")
        .isProblem(404, "LOGIN_NOT_FOUND");

    api.asAdmin().put(path, "{\"role\":\"ADMIN\"}").is(200);

    api.withToken(access(tokens)).post("/admin/boxes", box).isProblem(403, "FORBIDDEN");
    Api.Reply asAdmin = refresh(refreshToken(tokens)).is(200);
    assertThat(asAdmin.json().path("role").asString()).isEqualTo("ADMIN");
    api.withToken(access(asAdmin)).post("/admin/boxes", box).is(201);
    api.withToken(access(asAdmin)).get("/wallet").isProblem(403, "FORBIDDEN");
  }

  @Test
  void supportAndAuditorsSeeWhatIsAPlayersAndAdministerNothing() {
    for (String role : List.of("SUPPORT", "AUDITOR")) {
      String name = newName();
      register(name, PASSWORD, newAddress()).is(201);
      api.asAdmin().put("/admin/logins/" + name + "/role", "{\"role\":\"" + role + "\"}").is(200);
      Api.Caller caller = api.withToken(access(login(name, PASSWORD).is(200)));

      caller.get("/inventory/user/1").is(200);
      caller.get("/wallet").isProblem(403, "FORBIDDEN");
      caller.post("/admin/boxes", "{}").isProblem(403, "FORBIDDEN");
      caller
          .put("/admin/logins/" + name + "/role", "{\"role\":\"ADMIN\"}")
          .isProblem(403, "FORBIDDEN");
    }
  }

  @Test
  void noPasswordAndNoTokenIsInTheLogs() {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    List<Logger> talkative =
        List.of(
            (Logger) LoggerFactory.getLogger("com.rollingdrop"),
            (Logger) LoggerFactory.getLogger("org.springframework"));
    List<Level> levels = new ArrayList<>();
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    root.addAppender(log);
    talkative.forEach(logger -> levels.add(logger.getLevel()));
    talkative.forEach(logger -> logger.setLevel(Level.DEBUG));
    List<String> secrets = new ArrayList<>(List.of("top secret password", "wrong but secret"));
    try {
      String name = newName();
      Api.Reply first = register(name, "top secret password", newAddress()).is(201);
      Api.Reply second = refresh(refreshToken(first)).is(200);
      Api.Reply third = login(name, "top secret password").is(200);
      login(name, "wrong but secret").is(401);
      Api.Caller enrols = api.withToken(access(login(name, "top secret password").is(200)));
      String proof = "{\"password\":\"top secret password\",\"code\":\"%s\"}";
      JsonNode offer = enrols.post("/auth/second-factor", proof.formatted("none")).is(200).json();
      secrets.add(offer.path("secret").asString());
      String code = new Authenticator(offer.path("secret").asString()).code();
      enrols
          .post("/auth/second-factor/confirm", proof.formatted(code))
          .is(200)
          .json()
          .path("recoveryCodes")
          .forEach(recovery -> secrets.add(recovery.asString()));
      refresh(refreshToken(first)).is(401);
      // Confirming has ended the sessions of before.
      api.withToken(access(third)).get("/wallet").is(401);
      enrols.post("/auth/logout", "").is(200);
      for (Api.Reply reply : List.of(first, second, third)) {
        secrets.add(refreshToken(reply));
        String signed = access(reply);
        secrets.add(signed.substring(signed.lastIndexOf('.')));
      }
    } finally {
      root.detachAppender(log);
      for (int i = 0; i < talkative.size(); i++) {
        talkative.get(i).setLevel(levels.get(i));
      }
    }

    List<ILoggingEvent> events = List.copyOf(log.list);
    assertThat(events).anyMatch(event -> event.getLevel() == Level.DEBUG);
    assertThat(events)
        .extracting(ILoggingEvent::getFormattedMessage)
        .noneMatch(line -> secrets.stream().anyMatch(line::contains));
  }

  private static String newName() {
    return "player-" + NAMES.incrementAndGet();
  }

  private static String newAddress() {
    int number = ADDRESSES.incrementAndGet();
    return "10.1." + number / 250 + "." + (number % 250 + 1);
  }

  private static String credentials(String name, String password) {
    return "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}";
  }

  private static String refreshBody(String token) {
    return "{\"refreshToken\":\"" + token + "\"}";
  }

  private static Api.Reply register(String name, String password, String address) {
    return post(api.settings(), "/auth/register", credentials(name, password), address);
  }

  private static Api.Reply login(String name, String password) {
    return login(name, password, newAddress());
  }

  private static Api.Reply login(String name, String password, String address) {
    return login(api.settings(), name, password, address);
  }

  private static Api.Reply login(Settings server, String name, String password, String address) {
    return post(server, "/auth/login", credentials(name, password), address);
  }

  private static Api.Reply refresh(String token) {
    return post(api.settings(), "/auth/refresh", refreshBody(token), newAddress());
  }

  private static Api.Reply post(Settings server, String path, String body, String address) {
    return api.send(
        request(server, path, address).POST(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  private static Api.Reply get(Settings server, String path, String token) {
    return api.send(
        request(server, path, newAddress())
            .header("Authorization", "Bearer " + token)
            .GET()
            .build());
  }

  private static HttpRequest.Builder request(Settings server, String path, String address) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.api().port() + path))
        .header("Content-Type", "application/json")
        .header("X-Forwarded-For", address);
  }

  private static List<Api.Reply> atOnce(
      int count, java.util.function.IntFunction<Api.Reply> request) {
    ExecutorService threads = Executors.newFixedThreadPool(count);
    try {
      List<CompletableFuture<Api.Reply>> replies = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int number = i;
        replies.add(CompletableFuture.supplyAsync(() -> request.apply(number), threads));
      }
      return replies.stream().map(CompletableFuture::join).toList();
    } finally {
      threads.shutdownNow();
    }
  }

  private static String access(Api.Reply tokens) {
    return tokens.json().path("accessToken").asString();
  }

  private static String refreshToken(Api.Reply tokens) {
    return tokens.json().path("refreshToken").asString();
  }

  private static String sessionOf(Api.Reply tokens) throws java.text.ParseException {
    return SignedJWT.parse(access(tokens)).getJWTClaimsSet().getStringClaim("sid");
  }

  private static long hashes() {
    return api.context().getBean(MeterRegistry.class).get("rollingdrop.auth.hash").timer().count();
  }
}
