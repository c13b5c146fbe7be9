package dev.probity.sample.probes;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A real Chromium without a screen, with the driver that is installed beside it.
 */
final class Browser implements AutoCloseable {

	private final ChromeDriver driver;

	private Browser(ChromeDriver driver) {
		this.driver = driver;
	}

	/**
	 * The browser of this machine, if it has one.
	 */
	static Optional<Browser> installed() {
		Optional<Path> chromium = command("chromium", "chromium-browser", "google-chrome");
		Optional<Path> driver = command("chromedriver");
		if (chromium.isEmpty() || driver.isEmpty()) {
			return Optional.empty();
		}
		ChromeOptions options = new ChromeOptions();
		options.setBinary(chromium.get().toFile());
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
				"--hide-scrollbars", "--disable-lcd-text", "--window-size=1200,1500");
		LoggingPreferences logging = new LoggingPreferences();
		logging.enable(LogType.BROWSER, java.util.logging.Level.ALL);
		options.setCapability("goog:loggingPrefs", logging);
		File executable = driver.get().toFile();
		return Optional.of(new Browser(new ChromeDriver(
				new ChromeDriverService.Builder().usingDriverExecutable(executable).usingAnyFreePort().build(),
				options)));
	}

	private static Optional<Path> command(String... names) {
		return Stream.of(names)
			.flatMap((name) -> Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
				.map((folder) -> Path.of(folder, name)))
			.filter(Files::isExecutable)
			.findFirst();
	}

	/**
	 * Open a page by day or by night.
	 * @param scheme <code>light</code> or <code>dark</code>
	 */
	void open(String url, String scheme) {
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
		this.driver.get(url);
	}

	String source() {
		return this.driver.getPageSource();
	}

	String title() {
		return this.driver.getTitle();
	}

	Object evaluate(String script) {
		return this.driver.executeScript(script);
	}

	/**
	 * Press the tabulator key.
	 * @return where that leads: the element, and its name
	 */
	String tab() {
		this.driver.switchTo().activeElement().sendKeys(Keys.TAB);
		return String.valueOf(evaluate("""
				const e = document.activeElement;
				const of = (part) => part?.getAttribute('aria-label');
				return e.tagName + ': ' + (of(e) ?? e.labels?.[0].childNodes[0].textContent
					?? of(e.closest('section')) ?? e.textContent);
				"""));
	}

	/**
	 * What stands in its console.
	 */
	List<String> console() {
		return this.driver.manage().logs().get(LogType.BROWSER).getAll().stream().map(Object::toString).toList();
	}

	void photograph(Path file) throws IOException {
		Files.createDirectories(file.getParent());
		Files.write(file, Picture.withFewColours(this.driver.getScreenshotAs(OutputType.BYTES)));
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
