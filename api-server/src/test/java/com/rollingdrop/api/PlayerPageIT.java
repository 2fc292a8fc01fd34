package com.rollingdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import tools.jackson.databind.JsonNode;

/** The player page in a real browser, over a real server and grid. */
class PlayerPageIT {
  private static final String PASSWORD = "correct horse battery";
  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final String CRATE =
      """
      {"boxId":"page-crate","name":"Starter Crate","priceMinor":250,"totalTickets":1000000,"items":[
        {"definitionId":"copper-token","name":"Copper Token","rarity":"COMMON","valueMinor":50,"tickets":600000},
        {"definitionId":"silver-token","name":"Silver Token","rarity":"UNCOMMON","valueMinor":250,"tickets":250000},
        {"definitionId":"gold-token","name":"Gold Token","rarity":"RARE","valueMinor":600,"tickets":120000},
        {"definitionId":"emerald-token","name":"Emerald Token","rarity":"EPIC","valueMinor":1500,"tickets":27000},
        {"definitionId":"dragon-token","name":"Dragon Token","rarity":"LEGENDARY","valueMinor":10000,"tickets":3000}]}
      """;

  private static final Api API = Api.shared();
  private static final UnreliableFront FRONT = new UnreliableFront(API.uri("/"));

  private Chromium browser;
  private Api.Caller player = API.asNobody();

  @BeforeAll
  static void publish() {
    API.asAdmin().post("/admin/boxes", CRATE).is(201);
  }

  @AfterAll
  static void stop() {
    FRONT.close();
  }

  @BeforeEach
  void start() {
    browser = Chromium.start();
    browser.prefers("light", "reduce");
    browser.size(1280, 900, false);
  }

  /** Whatever a test did: no request to elsewhere, nothing that the policy forbids. */
  @AfterEach
  void onlyThisServerWasAskedAndTheBrowserHadNoComplaint() {
    if (browser != null) {
      try (Chromium ended = browser) {
        assertThat(ended.asked())
            .isNotEmpty()
            .allMatch(url -> url.startsWith(FRONT.origin()) || url.startsWith("data:"));
        assertThat(ended.complaints()).isEmpty();
      }
    }
  }

  @Test
  void aPlayerRegistersPaysOpensAndVerifies() {
    browser.open(FRONT.origin());
    browser.see(".card.box");
    browser.picture("boxes");
    register();
    browser.picture("boxes-logged-in");

    go("wallet");
    browser.type("[id='deposit-amount']", "25.00");
    browser.named("Add money").click();
    browser.reads(".balance", "$25.00");
    browser.picture("wallet");

    go("boxes/page-crate");
    browser.reads(".buy", "$2.50");
    assertThat(browser.text(".buy")).contains("$2.35", "94 %");
    assertThat(browser.text(".odds")).contains("0.3 %", "1 in 333", "Legendary");
    browser.picture("box");
    browser.named("Open for").click();
    browser.reads("dialog", "You got");
    browser.picture("reveal");
    JsonNode receipt = lastOpening();
    assertThat(browser.text("dialog"))
        .contains(receipt.at("/items/0/name").asString())
        .containsIgnoringCase(receipt.at("/items/0/rarity").asString());
    assertThat(browser.focused()).isEqualTo("Keep");

    browser.named("Verify this draw").click();
    browser.see("#receipt");
    browser.named("Verify").click();
    browser.named("Reveal the seed and verify").click();
    browser.reads(".verdict", "Yes, it verifies");
    assertThat(browser.text(".steps"))
        .contains("This browser was shown both hashes before")
        .contains("ticket " + receipt.at("/fairness/draws/0/ticket").asString());
    browser.picture("verify");

    assertThat(available()).isEqualTo(2_250);
  }

  @Test
  void whoHasASecondFactorIsAskedForItsCode() {
    String name = "page-" + NAMES.incrementAndGet();
    player = Play.loggedIn(API, name);
    String proof = "{\"password\":\"a long password\"%s}";
    String secret =
        player
            .post("/auth/second-factor", proof.formatted(""))
            .is(200)
            .json()
            .path("secret")
            .asString();
    Authenticator authenticator = new Authenticator(secret);
    player
        .post(
            "/auth/second-factor/confirm",
            proof.formatted(",\"code\":\"" + authenticator.code() + "\""))
        .is(200);

    browser.open(FRONT.origin() + "/play/");
    go("login");
    browser.type("#known-name", name);
    browser.type("#known-password", "a long password");
    assertThat(browser.visible("#known-code")).isFalse();
    browser.see(".panel form button").click();
    browser.see("#known-code");
    assertThat(browser.text("main")).contains("authenticator");
    browser.picture("login-code");
    browser.type("#known-code", authenticator.nextCode());
    browser.see(".panel form button").click();
    browser.see(".card.box");
  }

  @Test
  void aReceiptThatWasTamperedWithDoesNotVerify() {
    richPlayer(10_00);
    open();
    browser.named("Verify this draw").click();
    String receipt = String.valueOf(browser.see("#receipt").getDomProperty("value"));
    String ticket = lastOpening().at("/fairness/draws/0/ticket").asString();
    String other = Long.toString((Long.parseLong(ticket) + 1) % 1_000_000);
    browser.run(
        "document.querySelector('#receipt').value = arguments[0]",
        receipt.replace("\"ticket\":" + ticket, "\"ticket\":" + other));
    browser.named("Verify").click();
    browser.named("Reveal the seed and verify").click();
    browser.reads(".verdict", "No, it does not verify");
    assertThat(browser.text(".checks .no"))
        .contains(
            "its ticket follows from the seeds and the nonce expected "
                + ticket
                + ", found "
                + other);
    browser.picture("verify-tampered");

    browser.run("document.querySelector('#receipt').value = arguments[0]", receipt);
    browser.named("Verify").click();
    browser.reads(".verdict", "Yes, it verifies");
  }

  @Test
  void aDoubleClickOpensOnce() {
    richPlayer(10_00);
    go("boxes/page-crate");
    browser.mouse().doubleClick(browser.named("Open for")).perform();
    browser.reads("dialog", "You got");
    browser.named("Keep").click();
    assertThat(available()).isEqualTo(7_50);
    assertThat(openings()).isEqualTo(1);
  }

  @Test
  void anAnswerThatIsLostIsAskedForUnderTheSameKeyAfterAReloadToo() {
    richPlayer(10_00);
    FRONT.keys.clear();
    FRONT.loseAnswers(Integer.MAX_VALUE);
    go("boxes/page-crate");
    browser.named("Open for").click();
    browser.reads("#waiting", "No answer yet.");
    FRONT.loseAnswers(0);
    browser.reload();
    browser.reads("dialog", "You got");
    assertThat(available()).isEqualTo(7_50);
    assertThat(openings()).isEqualTo(1);
    assertThat(FRONT.keys).hasSizeGreaterThan(1);
    assertThat(List.copyOf(new java.util.HashSet<>(FRONT.keys))).hasSize(1);
    browser.named("Keep").click();
    browser.reload();
    browser.see(".buy form");
    assertThat(browser.visible("dialog")).isFalse();
  }

  @Test
  void aBusyServerIsWaitedForBeforeThePlayersEyes() {
    richPlayer(10_00);
    FRONT.beBusy(1);
    go("boxes/page-crate");
    browser.named("Open for").click();
    browser.reads("#waiting", "The server is busy. Trying again in");
    browser.picture("busy");
    browser.reads("dialog", "You got");
    assertThat(openings()).isEqualTo(1);
  }

  @Test
  void whatIsRefusedIsSaidInWords() {
    richPlayer(1_00);
    go("boxes/page-crate");
    browser.reads(".buy", "$1.50 short");
    browser.named("Open for").click();
    browser.reads(".buy .error", "There is not enough money in your wallet for this.");
    assertThat(openings()).isZero();
  }

  @Test
  void everythingIsReachedByKeyboard() {
    richPlayer(10_00);
    browser.open(FRONT.origin() + "/play/");
    browser.see(".card.box");
    browser.press(Keys.TAB);
    assertThat(browser.focused()).isEqualTo("Skip to the content");
    browser.press(Keys.ENTER);
    assertThat(browser.focused()).isEqualTo("Boxes");
    tabTo("Starter Crate");
    assertThat(outline()).startsWith("3px");
    browser.press(Keys.ENTER);
    browser.reads("#title", "Starter Crate");
    tabTo("1");
    browser.press(Keys.ARROW_RIGHT);
    browser.reads(".buy", "Open for $7.50");
    tabTo("Open for");
    browser.press(Keys.ENTER);
    browser.reads("dialog", "You got 3 items");
    browser.picture("reveal-three");
    assertThat(browser.focused()).isEqualTo("Keep");
    assertThat(String.valueOf(browser.run("return document.getElementById('live').textContent")))
        .startsWith("You got ");
    browser.press(Keys.ESCAPE);
    browser.until("the dialog is closed", () -> !browser.visible("dialog"));
    assertThat(available()).isEqualTo(2_50);
  }

  @Test
  void itFitsOnAPhoneAndIntoTheDark() {
    richPlayer(100_00);
    browser.size(360, 740, true);
    for (String scheme : List.of("light", "dark")) {
      browser.prefers(scheme, "reduce");
      open();
      assertFits();
      browser.picture("phone-" + scheme + "-reveal");
      browser.named("Keep").click();
      for (String view :
          List.of("boxes", "boxes/page-crate", "inventory", "history", "wallet", "limits")) {
        go(view);
        assertFits();
        assertThat(browser.run(CONTRAST)).as(scheme + " " + view).isEqualTo(List.of());
        browser.picture("phone-" + scheme + "-" + view.replace('/', '-'));
      }
      go("history");
      browser.see(".ledger .button").click();
      browser.see("#receipt");
      browser.named("Verify").click();
      browser.reads("#view", "The seed is still in use");
      browser.named("Reveal the seed and verify").click();
      browser.reads(".verdict", "Yes, it verifies");
      assertFits();
      assertThat(browser.run(CONTRAST)).as(scheme + " verify").isEqualTo(List.of());
      browser.picture("phone-" + scheme + "-verify");
    }
    assertThat(browser.run("return getComputedStyle(document.body).backgroundColor"))
        .isEqualTo("rgb(14, 12, 24)");
    browser.size(1280, 900, false);
    go("boxes/page-crate");
    browser.picture("dark-box");
    go("history");
    browser.picture("dark-history");
  }

  @Test
  void historyComesByThePageAndLimitsHold() {
    richPlayer(100_00);
    for (int i = 0; i < 25; i++) {
      player.open("page-crate", 1).is(200);
    }
    go("history");
    browser.until("a page", () -> browser.all(".ledger li").size() == 20);
    browser.named("Show more").click();
    browser.until("all of it", () -> browser.all(".ledger li").size() == 26);
    assertThat(browser.text(".ledger")).contains("Box opened", "Money added", "+$100.00");
    browser.picture("history");
    go("history/DEPOSIT");
    browser.until("the deposit alone", () -> browser.all(".ledger li").size() == 1);
    go("inventory");
    browser.until("a page of items", () -> browser.all(".card.item").size() == 24);
    browser.picture("inventory");
    long before = available();
    browser.named("Sell back").click();
    browser.named("Sell").click();
    browser.reads("#toasts", "sold for");
    assertThat(available()).isGreaterThan(before);

    go("limits");
    browser.type("[id='f-at-most']", "1");
    browser.run("document.querySelector('[name=limit]').value = 'SPEND'");
    browser.named("Set limit").click();
    browser.reads(".limits", "Spending per day");
    browser.picture("limits");
    go("boxes/page-crate");
    browser.named("Open for").click();
    browser.reads(".buy .error", "One of your limits does not allow this.");

    go("limits");
    browser.named("Take a break").click();
    browser.named("Take the break").click();
    browser.reads(".banner", "You are taking a break until");
    assertThat(player.get("/limits").json().get("coolOffUntil").isNull()).isFalse();
  }

  @Test
  void aReloadGoesOnWithTheSessionAndALogoutEndsIt() {
    richPlayer(10_00);
    browser.reload();
    browser.reads("#chip", "$10.00");
    browser.named("Log out").click();
    browser.reads("#title", "Welcome");
    browser.picture("login");
    browser.reload();
    browser.reads("#title", "Welcome");
    assertThat(browser.run("return sessionStorage.length")).isEqualTo(0L);
    browser.type("[id='known-name']", "page-" + NAMES.get());
    browser.type("[id='known-password']", "not the password");
    browser.see("#known-password").sendKeys(Keys.ENTER);
    browser.reads("form .error", "do not belong together");
  }

  @Test
  void theFilesAreSmallNamedAndUnderAStrictPolicy() {
    Api.Reply page = API.asNobody().get("/play/");
    assertThat(page.http().statusCode()).isEqualTo(200);
    assertThat(page.header("Content-Security-Policy"))
        .startsWith(
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self';"
                + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
    assertThat(page.text()).doesNotContain("<style", "style=", "onclick", "http:", "https:");
    assertThat(API.asNobody().get("/").header("Location")).isEqualTo("/play/");
    browser.open(FRONT.origin());
    browser.see(".card.box");
    long bytes = 0;
    for (Object path :
        (List<?>)
            browser.run(
                "return performance.getEntriesByType('resource').map(e => new URL(e.name).pathname)"
                    + ".filter(p => p.startsWith('/play/'))")) {
      Api.Reply file = sent(path.toString(), "Accept-Encoding", "gzip");
      bytes += file.http().body().length;
      assertThat(file.header("Cache-Control")).contains("no-cache");
      assertThat(sent(path.toString(), "If-None-Match", file.header("ETag")).http().statusCode())
          .isEqualTo(304);
    }
    assertThat(bytes).isBetween(10_000L, 60_000L);
    API.asNobody().get("/play/nothing-here").isProblem(404, "NOT_FOUND");
    API.asNobody().get("/play/../application.yml").isProblem(400, "REQUEST_MALFORMED");
  }

  private static Api.Reply sent(String path, String header, String value) {
    return API.send(HttpRequest.newBuilder(API.uri(path)).header(header, value).build());
  }

  /** Registers in the page, as people do. */
  private void register() {
    go("login");
    browser.type("[id='new-name']", "page-" + NAMES.incrementAndGet());
    browser.type("[id='new-password']", PASSWORD);
    browser.named("Register").click();
    browser.reads("#chip", "$0.00");
    String userId =
        String.valueOf(
            browser.run("return import('/play/session.mjs').then((session) => session.player())"));
    player = API.asPlayer(Long.parseLong(userId));
  }

  private void richPlayer(long availableMinor) {
    browser.open(FRONT.origin() + "/play/");
    register();
    player.deposit(availableMinor).is(200);
    go("wallet");
    browser.see(".balance");
  }

  private void go(String view) {
    browser.run(
        "if (location.hash === arguments[0]) dispatchEvent(new Event('hashchange')); else location.hash = arguments[0]",
        "#/" + view);
    browser.until(
        view + " is shown",
        () ->
            Boolean.TRUE.equals(
                browser.run(
                    "const m = document.getElementById('main'); return m.dataset.view === arguments[0] &&"
                        + " !m.hasAttribute('aria-busy') && location.hash === '#/' + arguments[1]",
                    view.split("/")[0],
                    view)));
  }

  private void open() {
    go("boxes/page-crate");
    browser.named("Open for").click();
    browser.reads("dialog", "You got");
  }

  private void tabTo(String name) {
    for (int i = 0; i < 30; i++) {
      browser.press(Keys.TAB);
      if (browser.focused().startsWith(name)) {
        return;
      }
    }
    throw new AssertionError("no way to " + name + " by tabs");
  }

  private String outline() {
    return String.valueOf(
        browser.run("return getComputedStyle(document.activeElement).outlineWidth"));
  }

  private void assertFits() {
    assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo(360L);
  }

  private long available() {
    return Play.available(player);
  }

  private int openings() {
    return player
        .get("/transactions/history?kind=BOX_OPENING")
        .is(200)
        .json()
        .get("transactions")
        .size();
  }

  private JsonNode lastOpening() {
    return player
        .get("/transactions/history?kind=BOX_OPENING&limit=1")
        .is(200)
        .json()
        .at("/transactions/0/receipt");
  }

  /** Text with less than 4.5 to 1 against the nearest plain ground (WCAG 2.2, 1.4.3). */
  private static final String CONTRAST =
      """
      const parse = (c) => { const x = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
        x.fillStyle = c; x.fillRect(0, 0, 1, 1); return x.getImageData(0, 0, 1, 1).data; };
      const light = (c) => [c[0], c[1], c[2]].map((v) => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
        .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
      const ground = (e) => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c[3] === 255) return c; }
        return parse('#fff'); };
      const bad = [];
      for (const e of document.querySelectorAll('body *')) {
        if (![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) || !e.checkVisibility()) continue;
        const [a, b] = [light(parse(getComputedStyle(e).color)), light(ground(e))];
        const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
        if (ratio < 4.5 && !e.matches('.skip, .mark')) bad.push(`${e.textContent.trim()} ${ratio.toFixed(2)}`);
      }
      return bad;
      """;
}
