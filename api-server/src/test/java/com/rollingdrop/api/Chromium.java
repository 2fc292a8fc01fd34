package com.rollingdrop.api;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;
import tools.jackson.databind.JsonNode;

/** A real browser with an empty profile, and what a test does and sees in it. */
final class Chromium implements AutoCloseable {
  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ChromeDriver driver;

  private Chromium(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Skips the test on a machine without a browser, and fails it there in CI. */
  static Chromium start() {
    Path browser = found(BROWSERS);
    String missing =
        "The player page is tested in a browser, and there is none on the PATH: install Chromium or"
            + " Chrome (Debian: apt-get install chromium chromium-driver).";
    if (browser == null) {
      Assumptions.assumeTrue(System.getenv("CI") != null, missing);
      throw new AssertionError(missing);
    }
    ChromeOptions options = new ChromeOptions();
    options.setBinary(browser.toFile());
    options.addArguments(
        "--headless",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--lang=en-US",
        "--user-data-dir=" + emptyFolder());
    if ("root".equals(System.getProperty("user.name"))) {
      options.addArguments("--no-sandbox");
    }
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, java.util.logging.Level.ALL);
    logs.enable(LogType.PERFORMANCE, java.util.logging.Level.ALL);
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    Path itsDriver = found(List.of("chromedriver"));
    if (itsDriver == null) {
      // Selenium fetches the one that fits.
      return new Chromium(new ChromeDriver(options));
    }
    File file = itsDriver.toFile();
    return new Chromium(
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(file)
                .usingAnyFreePort()
                .build(),
            options));
  }

  private static @Nullable Path found(List<String> names) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(folder -> names.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }

  private static Path emptyFolder() {
    try {
      return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "chromium-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void open(String url) {
    driver.get(url);
  }

  void reload() {
    driver.navigate().refresh();
  }

  /** Waits until something holds; what a re-rendered page throws away is asked again. */
  void until(String what, BooleanSupplier holds) {
    new WebDriverWait(driver, PATIENCE)
        .withMessage(() -> what + "; the page says: " + text("body"))
        .ignoring(StaleElementReferenceException.class)
        .until(ignored -> holds.getAsBoolean());
  }

  /** The first visible element of a selector, once it is there. */
  WebElement see(String css) {
    until(css + " is visible", () -> visible(css));
    return driver.findElements(By.cssSelector(css)).stream()
        .filter(WebElement::isDisplayed)
        .findFirst()
        .orElseThrow();
  }

  /** The visible button or link with this text, once it is there. */
  WebElement named(String text) {
    By named =
        By.xpath(
            "//*[self::button or self::a or self::summary][contains(normalize-space(.), '"
                + text
                + "')]");
    until(
        text + " is visible",
        () -> driver.findElements(named).stream().anyMatch(WebElement::isDisplayed));
    WebElement found =
        driver.findElements(named).stream()
            .filter(WebElement::isDisplayed)
            .reduce((first, last) -> last)
            .orElseThrow();
    // Not below the bars, as one scrolls before a click.
    run("arguments[0].scrollIntoView({block: 'center'})", found);
    return found;
  }

  void reads(String css, String text) {
    until(css + " says " + text, () -> visible(css) && text(css).contains(text));
  }

  boolean visible(String css) {
    return driver.findElements(By.cssSelector(css)).stream().anyMatch(WebElement::isDisplayed);
  }

  String text(String css) {
    return driver.findElements(By.cssSelector(css)).stream()
        .map(WebElement::getText)
        .reduce("", (all, one) -> all + one + "\n");
  }

  List<WebElement> all(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  void type(String css, String text) {
    WebElement field = see(css);
    field.clear();
    field.sendKeys(text);
  }

  /** Sends a key to whatever has the focus. */
  void press(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  String focused() {
    return String.valueOf(
        run(
            "const e = document.activeElement; return (e.labels?.[0] ?? e).textContent.trim() ||"
                + " e.id"));
  }

  Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  Actions mouse() {
    return new Actions(driver);
  }

  void size(int width, int height, boolean phone) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 2, "mobile", phone));
  }

  /** What the user has asked the system for. */
  void prefers(String scheme, String motion) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", scheme),
                Map.of("name", "prefers-reduced-motion", "value", motion))));
  }

  /** Kept for whoever wants to see how it looks, in {@code target/player-page}. */
  void picture(String name) {
    try {
      Path folder = Files.createDirectories(Path.of("target", "player-page"));
      Files.write(folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What the browser has complained about since the last time, without answers of 4xx and 5xx and
   * those that the front lost.
   */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .filter(message -> !message.contains("the server responded with a status of"))
        .filter(message -> !message.contains("net::ERR_EMPTY_RESPONSE"))
        .toList();
  }

  /** All addresses that the page has asked since the last time. */
  List<String> asked() {
    return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(entry -> Api.JSON.readTree(entry.getMessage()).path("message"))
        .filter(message -> message.path("method").asString().equals("Network.requestWillBeSent"))
        .map((JsonNode message) -> message.at("/params/request/url").asString())
        // The browser's own start page, from within the browser.
        .filter(url -> !url.startsWith("chrome://"))
        .toList();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
