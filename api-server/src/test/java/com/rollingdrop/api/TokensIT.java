package com.rollingdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.grid.settings.BadSettingsException;
import com.rollingdrop.grid.settings.Secrets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.security.core.userdetails.UserDetailsService;

class TokensIT {
  private static final Api API = Api.shared();
  private static final TestTokens OURS = API.tokens();

  private static String good(long secondsLeft) {
    return TestTokens.claims("\"77\"", "[\"player\"]", secondsLeft);
  }

  static Stream<String> badTokens() {
    String good = OURS.player(77);
    return Stream.of(
        "nonsense",
        "a.b.c",
        good.substring(0, good.length() - 4) + "AAAA",
        // Another player's id under the signature of one's own.
        swapped(OURS.player(77), OURS.player(78)),
        new TestTokens().player(77),
        TestTokens.unsigned(good(300)),
        OURS.signedWithPublicKeyAsSecret(good(300)),
        // The signature is right, the algorithm named is another.
        OURS.sign("{\"alg\":\"RS512\",\"typ\":\"JWT\"}", good(300)),
        OURS.sign("{\"alg\":\"RS256\",\"crit\":[\"x\"],\"x\":1}", good(300)),
        OURS.sign(good(-60)),
        OURS.sign(good(300).replace("\"iss\":\"rollingdrop\"", "\"iss\":\"other\"")),
        OURS.sign(good(300).replace("rollingdrop-api", "another-api")),
        OURS.sign(good(300).replaceAll(",\"exp\":\\d+", "")),
        OURS.sign(good(300).replace("\"iss\":\"rollingdrop\",", "")),
        OURS.sign(good(300).replace("\"aud\":\"rollingdrop-api\",", "")),
        OURS.sign(good(300).replaceFirst("\\{", "{\"nbf\":4102444800,")),
        OURS.sign(TestTokens.claims("\"0\"", "[\"player\"]", 300)),
        OURS.sign(TestTokens.claims("\"-1\"", "[\"player\"]", 300)),
        OURS.sign(TestTokens.claims("\"077\"", "[\"player\"]", 300)),
        OURS.sign(TestTokens.claims("\"9223372036854775808\"", "[\"player\"]", 300)),
        OURS.sign(TestTokens.claims("\"somebody\"", "[\"player\"]", 300)),
        OURS.sign(TestTokens.claims("\"77\"", "[\"admin\"]", 300)),
        OURS.sign(TestTokens.claims("\"77\"", "[\"player\",\"admin\"]", 300)),
        OURS.sign(TestTokens.claims("\"77\"", "[]", 300)),
        OURS.sign(TestTokens.claims("\"77\"", "\"player\"", 300)),
        OURS.sign(TestTokens.claims("\"admin\"", "[\"player\"]", 300)));
  }

  private static String swapped(String signed, String other) {
    String[] parts = signed.split("\\.");
    return parts[0] + "." + other.split("\\.")[1] + "." + parts[2];
  }

  @ParameterizedTest
  @MethodSource("badTokens")
  void aTokenThatIsNotGoodIsRefused(String token) {
    // Twice: nothing about a bad token is remembered in its favour.
    for (int i = 0; i < 2; i++) {
      Api.Reply reply = API.withToken(token).get("/wallet").isProblem(401, "UNAUTHENTICATED");
      assertThat(reply.header("WWW-Authenticate"))
          .isEqualTo("Bearer realm=\"rollingdrop\", error=\"invalid_token\"");
    }
  }

  @Test
  void theLargestPlayerIdIsAPlayer() {
    API.asPlayer(Long.MAX_VALUE).get("/wallet").is(200);
  }

  @Test
  void withoutATokenOnlyTheBoxesCanBeRead() {
    Api.Caller nobody = API.asNobody();
    nobody.get("/boxes/catalog").is(200);
    nobody.get("/boxes/shared/items").is(200);
    for (String path :
        List.of(
            "/wallet",
            "/transactions/history",
            "/inventory/user/1",
            "/fairness",
            "/fairness/seeds/" + "0".repeat(64),
            "/no/such/path")) {
      Api.Reply reply = nobody.get(path).isProblem(401, "UNAUTHENTICATED");
      assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"rollingdrop\"");
    }
    nobody.post("/transactions/open-box", "k", "{}").isProblem(401, "UNAUTHENTICATED");
    nobody.post("/transactions/deposit", "k", "{}").isProblem(401, "UNAUTHENTICATED");
    nobody.post("/fairness/rotate", "{}").isProblem(401, "UNAUTHENTICATED");
    nobody.put("/fairness/client-seed", "{}").isProblem(401, "UNAUTHENTICATED");
    nobody.post("/admin/boxes", "{}").isProblem(401, "UNAUTHENTICATED");
  }

  @Test
  void aTokenIsReadFromItsHeaderOnly() {
    API.asNobody().get("/wallet?access_token=" + OURS.player(77)).isProblem(401, "UNAUTHENTICATED");
  }

  @Test
  void aPlayerIsNoAdministratorAndAnAdministratorNoPlayer() {
    API.asNewPlayer().post("/admin/boxes", "{}").isProblem(403, "FORBIDDEN");
    Api.Caller admin = API.asAdmin();
    admin.get("/wallet").isProblem(403, "FORBIDDEN");
    admin.get("/fairness").isProblem(403, "FORBIDDEN");
    admin.get("/transactions/history").isProblem(403, "FORBIDDEN");
    admin.open("shared", 1).isProblem(403, "FORBIDDEN");
  }

  @Test
  void aRememberedTokenEndsWithItsTime() throws InterruptedException {
    // Ten seconds of skew are granted to a token that is verified, none to one remembered; a token
    // ends at most that much later than it says.
    Api.Caller caller = API.withToken(OURS.sign(good(-8)));
    caller.get("/wallet").is(200);
    Thread.sleep(3_500);
    caller.get("/wallet").isProblem(401, "UNAUTHENTICATED");
  }

  @Test
  void noOtherUsersExist() {
    assertThat(API.context().getBeanNamesForType(UserDetailsService.class)).isEmpty();
    assertThat(
            API.send(
                    API.asNobody().request("/wallet").header("Authorization", "Basic dTpw").build())
                .http()
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void aServerWithoutAUsableKeyDoesNotStart() {
    for (String pem :
        List.of("", "nonsense", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----")) {
      Assertions.assertThatThrownBy(
              () ->
                  ApiServer.start(
                      TestSettings.fresh(Map.of()),
                      new Secrets(
                          Path.of("nowhere"), Map.of("ROLLINGDROP_SECRET_TOKEN_PUBLIC_KEY", pem))))
          .isInstanceOf(BadSettingsException.class)
          .hasMessageStartingWith("ROLLINGDROP_SECRET_TOKEN_PUBLIC_KEY: ");
    }
  }
}
