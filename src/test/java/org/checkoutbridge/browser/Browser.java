package org.checkoutbridge.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium, as a person has it before them: of a width, in a colour scheme, with scripts or without. */
public final class Browser implements AutoCloseable {

    /** Screenshots, named by what they show. */
    private static final Path SHOTS = Path.of("target/screenshots");
    private static final int TRIES = 5;
    private static final Duration LEAVING = Duration.ofSeconds(3);
    private static final Duration POLL = Duration.ofMillis(20);
    /** What a page may weigh, without fonts. */
    private static final int HEAVIEST_BYTES = 50_000;
    private static final String AXE = resource("/axe.min.js");
    private static final String AXE_RUN = """
            const done = arguments[arguments.length - 1];
            axe.run(document, {iframes: false, resultTypes: ['violations'], runOnly: arguments[0]})
              .then(result => done(result.violations.map(v => v.id + ': ' + v.help + ' ' + v.nodes.map(n => n.target + ' ' + n.html).join(' | '))),
                    error => done([String(error)]))
            """;

    /** What WCAG 2.2 AA asks for. */
    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
    /** And what a page does well to have: landmarks, which a mail has from the program that shows it. */
    private static final List<String> PAGE_RULES = Stream.concat(RULES.stream(), Stream.of("best-practice")).toList();
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    static {
        SELENIUM.setLevel(Level.SEVERE); // it warns of a protocol that is not used here
    }

    private final ChromeDriver driver;
    private Look look = Look.PHONE_LIGHT;

    /** Width in CSS pixels, and colour scheme. */
    public enum Look {
        PHONE_LIGHT(390, 844, "light"),
        PHONE_DARK(390, 844, "dark"),
        DESK_LIGHT(1280, 900, "light"),
        DESK_DARK(1280, 900, "dark");

        private final int width;
        private final int height;
        private final String scheme;

        Look(int width, int height, String scheme) {
            this.width = width;
            this.height = height;
            this.scheme = scheme;
        }

        @Override
        public String toString() {
            return width + "-" + scheme;
        }
    }

    public Browser() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program("chromium"));
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-quic",
                "--disable-background-networking", "--disable-component-update", "--disable-sync", "--force-color-profile=srgb", "--lang=es-AR");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        driver = new ChromeDriver(new ChromeDriverService.Builder().usingDriverExecutable(new File(program("chromedriver"))).usingAnyFreePort().build(), options);
        driver.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(30)).scriptTimeout(Duration.ofSeconds(30)).implicitlyWait(Duration.ofSeconds(5));
        as(look);
    }

    /** The program on this machine, or null. */
    static String program(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable).findFirst().map(Path::toString).orElse(null);
    }

    private static String resource(String name) {
        try (InputStream stream = Browser.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- how it looks

    public Browser as(Look wanted) {
        look = wanted;
        resize(look.height);
        command("Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", look.scheme))));
        return this;
    }

    private void resize(int height) {
        command("Emulation.setDeviceMetricsOverride", Map.of("width", look.width, "height", height, "deviceScaleFactor", 1, "mobile", look.width < 600));
    }

    public Browser scripts(boolean on) {
        command("Emulation.setScriptExecutionDisabled", Map.of("value", !on));
        return this;
    }

    private Map<String, Object> command(String name, Map<String, Object> parameters) {
        return driver.executeCdpCommand(name, parameters);
    }

    // ---- what a person does

    public Browser open(String address) {
        driver.get(address);
        return this;
    }

    /** Presses the button, or follows the link, that says this. */
    public Browser press(String text) {
        for (int tries = 1;; tries++) {
            try {
                return pressed(pressable(text));
            } catch (StaleElementReferenceException e) {
                if (tries == TRIES) { // a page that goes on by itself has gone on under our finger
                    throw e;
                }
            }
        }
    }

    /** What leads to another page is done when that page is there: until then one would look at the old one. */
    private Browser pressed(WebElement element) {
        boolean leads = switch (element.getTagName()) {
            case "a" -> element.getDomAttribute("target") == null && !element.getDomAttribute("href").startsWith("#");
            case "button" -> !"button".equals(element.getDomAttribute("type")) && !element.findElements(By.xpath("ancestor::form")).isEmpty();
            default -> false;
        };
        WebElement page = driver.findElement(By.tagName("html"));
        element.click();
        if (leads) {
            try {
                await().atMost(LEAVING).pollInterval(POLL).until(() -> gone(page));
            } catch (ConditionTimeoutException e) {
                return this; // a script took it: the page itself is what there is to see
            }
        }
        return this;
    }

    private static boolean gone(WebElement page) {
        try {
            page.getTagName();
            return false;
        } catch (StaleElementReferenceException e) {
            return true;
        }
    }

    private WebElement pressable(String text) {
        return driver.findElement(By.xpath("//*[self::a or self::button or self::summary][normalize-space()='" + text + "']"));
    }

    public boolean offers(String text) {
        return driver.findElements(By.tagName("body")).get(0).getText().contains(text);
    }

    public Browser fill(String field, String value) {
        return filled(driver.findElement(By.name(field)), value);
    }

    /** Fills a field of the form that fits. */
    public Browser fill(String form, String field, String value) {
        return filled(driver.findElement(By.cssSelector(form + " [name=" + field + "]")), value);
    }

    private Browser filled(WebElement input, String value) {
        input.clear();
        input.sendKeys(value);
        return this;
    }

    /** Takes what begins so from a list. */
    public Browser choose(String field, String text) {
        driver.findElement(By.name(field)).sendKeys(text);
        return this;
    }

    /** Goes on with the tab key until what says this has the focus. */
    public Browser tabTo(String text) {
        for (int i = 0; i < 60; i++) {
            new Actions(driver).sendKeys(Keys.TAB).perform();
            if (driver.switchTo().activeElement().getText().strip().equals(text)) {
                return this;
            }
        }
        throw new AssertionError("the tab key does not reach " + text);
    }

    public Browser enter() {
        new Actions(driver).sendKeys(Keys.ENTER).perform();
        return this;
    }

    /** Presses the button of a form. */
    public Browser submit(String form) {
        return pressed(driver.findElement(By.cssSelector(form + " button")));
    }

    public Browser back() {
        driver.navigate().back();
        return this;
    }

    public Browser reload() {
        driver.navigate().refresh();
        return this;
    }

    /** Opens another tab, and gives the name of the one left behind. */
    public String newTab() {
        String old = driver.getWindowHandle();
        driver.switchTo().newWindow(WindowType.TAB);
        as(look);
        return old;
    }

    public Browser tab(String handle) {
        driver.switchTo().window(handle);
        return this;
    }

    public String tab() {
        return driver.getWindowHandle();
    }

    /** Closes all tabs but one. */
    public Browser tidy() {
        List<String> tabs = List.copyOf(driver.getWindowHandles());
        tabs.subList(1, tabs.size()).forEach(handle -> driver.switchTo().window(handle).close());
        driver.switchTo().window(tabs.get(0));
        return this;
    }

    // ---- what a person sees

    public String heading() {
        return driver.findElement(By.tagName("h1")).getText().replaceAll("\\s+", " ");
    }

    public String text() {
        return driver.findElement(By.tagName("main")).getText();
    }

    public String title() {
        return driver.getTitle();
    }

    public String address() {
        return driver.getCurrentUrl();
    }

    /** Where a link leads. */
    public String target(String text) {
        return pressable(text).getDomProperty("href");
    }

    /** The text of the first element that fits. */
    public String text(String selector) {
        return driver.findElement(By.cssSelector(selector)).getDomProperty("textContent").strip();
    }

    /** What the first frame that fits shows. */
    public String frame(String selector) {
        driver.switchTo().frame(driver.findElement(By.cssSelector(selector)));
        String text = driver.findElement(By.tagName("body")).getText();
        driver.switchTo().defaultContent();
        return text;
    }

    public Object run(String script) {
        return driver.executeScript(script);
    }

    // ---- what a person does not see

    /** No fault that axe-core finds, nothing too wide for the screen, nothing refused by the page's policy, and a picture of it. */
    public Browser isFine(String name) {
        return isFine(name, PAGE_RULES);
    }

    /** As {@link #isFine(String)}, for a mail. */
    public Browser isFineLetter(String name) {
        return isFine(name, RULES);
    }

    private Browser isFine(String name, List<String> rules) {
        driver.executeScript(AXE);
        assertThat((List<?>) driver.executeAsyncScript(AXE_RUN, rules)).as("%s: axe-core", name).isEmpty();
        assertThat((Boolean) driver.executeScript("return document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .as("%s fits the screen", name).isTrue();
        Number bytes = (Number) driver.executeScript("return performance.getEntriesByType('navigation').concat(performance.getEntriesByType('resource')"
                + ".filter(r => r.initiatorType !== 'fetch' && r.initiatorType !== 'iframe')).reduce((sum, entry) => sum + entry.decodedBodySize, 0)");
        assertThat(bytes.intValue()).as("%s: bytes", name).isLessThan(HEAVIEST_BYTES);
        assertThat(driver.manage().logs().get(LogType.BROWSER).getAll().stream().filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(entry -> entry.getMessage()).filter(message -> !message.contains("the server responded with a status of 4"))
                .filter(message -> !message.contains("Blocked script execution in"))).as("%s: console", name).isEmpty();
        return shoot(name);
    }

    /** Keeps a picture of the whole page. */
    public Browser shoot(String name) {
        Map<?, ?> size = (Map<?, ?>) command("Page.getLayoutMetrics", Map.of()).get("cssContentSize");
        resize(Math.max(look.height, ((Number) size.get("height")).intValue())); // frames below the fold are not painted
        Map<String, Object> shot = command("Page.captureScreenshot", Map.of("format", "png"));
        resize(look.height);
        try {
            Files.createDirectories(SHOTS);
            Files.write(SHOTS.resolve(name + "-" + look + ".png"), Base64.getDecoder().decode((String) shot.get("data")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    @Override
    public void close() {
        driver.quit();
    }
}
