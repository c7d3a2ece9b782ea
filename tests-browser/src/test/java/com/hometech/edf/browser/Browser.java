package com.hometech.edf.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * Chromium without a window, in a time zone far from every building's. Its console is listened to: an error in a script, or
 * something that the content security policy forbids, is found in {@link #complaints()}.
 */
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ChromeDriver driver;
    private String clock = "";

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** The browser's program on the path; empty for none. */
    static Optional<Path> program() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> onPath(name).stream())
                .findFirst();
    }

    /** The program that drives it, which comes with it. */
    static Optional<Path> driverProgram() {
        return onPath("chromedriver");
    }

    private static Optional<Path> onPath(String name) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts the browser with a new profile in a folder. */
    static Browser start(Path profile) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program().orElseThrow().toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--force-color-profile=srgb",
                "--user-data-dir=" + profile);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driverProgram().orElseThrow().toFile())
                .withSilent(true)
                .build();
        Browser browser = new Browser(new ChromeDriver(service, options));
        browser.tell("Emulation.setTimezoneOverride", Map.of("timezoneId", "Pacific/Auckland"));
        return browser;
    }

    @Override
    public void close() {
        driver.quit();
    }

    /** As before any test: light colours, the screen of a desk, the real time, connected, nothing opened. */
    void reset() {
        driver.get("about:blank");
        desktop();
        dark(false);
        offline(false);
        at(null);
        complaints();
    }

    Browser phone() {
        return size(390, 844, true);
    }

    Browser desktop() {
        return size(1280, 900, false);
    }

    private Browser size(int width, int height, boolean mobile) {
        tell(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", mobile ? 2 : 1, "mobile", mobile));
        return this;
    }

    Browser dark(boolean dark) {
        tell(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
        return this;
    }

    Browser offline(boolean offline) {
        tell("Network.enable", Map.of());
        tell(
                "Network.emulateNetworkConditions",
                Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
        return this;
    }

    /** Pages opened from now on believe that it is this time; null for the real one. */
    Browser at(Instant now) {
        if (!clock.isEmpty()) {
            tell("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", clock));
            clock = "";
        }
        if (now != null) {
            String script = "{ const real = Date.now; const shift = " + now.toEpochMilli()
                    + " - real(); Date.now = () => real() + shift; }";
            clock = (String) driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script))
                    .get("identifier");
        }
        return this;
    }

    /** Downloads go into a folder. */
    void download(Path folder) {
        tell("Browser.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", folder.toString()));
    }

    private void tell(String command, Map<String, Object> parameters) {
        driver.executeCdpCommand(command, parameters);
    }

    /** The next page is fetched as on a first visit. */
    void clearCache() {
        tell("Network.clearBrowserCache", Map.of());
    }

    void open(URI address) {
        driver.get(address.toString());
    }

    String address() {
        return driver.getCurrentUrl();
    }

    void back() {
        driver.navigate().back();
    }

    void reload() {
        driver.navigate().refresh();
    }

    /** Waits for the first element that matches and is shown. */
    WebElement find(String css) {
        return new WebDriverWait(driver, PATIENCE, Duration.ofMillis(30))
                .ignoring(StaleElementReferenceException.class)
                .withMessage(() -> css + " in " + driver.getCurrentUrl() + "\n"
                        + driver.findElement(By.tagName("body")).getText())
                .until(unused -> all(css).stream()
                        .filter(WebElement::isDisplayed)
                        .findFirst()
                        .orElse(null));
    }

    /** Waits for a shown element of these words. */
    WebElement find(String css, String text) {
        return new WebDriverWait(driver, PATIENCE, Duration.ofMillis(30))
                .ignoring(StaleElementReferenceException.class)
                .withMessage(() -> css + " with “" + text + "” in\n"
                        + driver.findElement(By.tagName("body")).getText())
                .until(unused -> all(css).stream()
                        .filter(element ->
                                element.isDisplayed() && element.getText().contains(text))
                        .findFirst()
                        .orElse(null));
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    List<String> texts(String css) {
        return all(css).stream().map(WebElement::getText).toList();
    }

    /** Clicks what a person would click: the label of a radio button. */
    void choose(String radio) {
        WebElement input = driver.findElement(By.cssSelector(radio));
        input.findElement(By.xpath("..")).click();
    }

    void waitFor(BooleanSupplier condition) {
        new WebDriverWait(driver, PATIENCE, Duration.ofMillis(30)).until(unused -> condition.getAsBoolean());
    }

    /** Waits until nothing is being loaded and charts are drawn. */
    void settle() {
        waitFor(
                () -> (Boolean)
                        script(
                                "return document.querySelectorAll('.bones, [aria-busy]').length === 0 "
                                        + "&& [...document.querySelectorAll('canvas')].every(canvas => canvas.width > 0 && window.Chart && window.Chart.getChart(canvas))"));
    }

    Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** What the console says of errors since the last question; answers with an error status are not among these. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(LogEntry::getMessage)
                .filter(message -> !message.contains("Failed to load resource"))
                .toList();
    }

    /** Rules of WCAG 2.1 A and AA that the page breaks, with the elements. */
    @SuppressWarnings("unchecked")
    List<String> inaccessible() {
        driver.executeScript(axe());
        return (List<String>)
                driver.executeAsyncScript(
                        "const done = arguments[arguments.length - 1];"
                                + "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']}).then(result => done(result.violations"
                                + ".map(each => each.impact + ' ' + each.id + ': ' + each.nodes.map(node => node.html + ' ' + node.failureSummary).join(' | '))))");
    }

    private static String axe() {
        try (InputStream file =
                Browser.class.getResourceAsStream("/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A picture of the whole page. */
    byte[] picture() {
        Number height = (Number) script("return document.documentElement.scrollHeight");
        Number width = (Number) script("return document.documentElement.clientWidth");
        Map<String, Object> answer = driver.executeCdpCommand(
                "Page.captureScreenshot",
                Map.of(
                        "captureBeyondViewport",
                        true,
                        "clip",
                        Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", 1)));
        return Base64.getDecoder().decode((String) answer.get("data"));
    }
}
