package dev.probity.sample.probes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.probity.sample.localservices.SharedServer;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The page at <code>/actuator/probity</code> in a real browser before, during and after
 * an outage of the database. The pictures of the docs are those that are made here, and
 * the text beside them is what can be read on them: where the page has changed,
 * <code>-Dprobity.pictures=../docs/pictures</code> makes both anew.
 */
class StatusPageInBrowserTests {

	private static final Path DOCUMENTED = Path.of("../docs/pictures");

	private static final Path PICTURES = Path.of(System.getProperty("probity.pictures", "target/pictures"));

	// the ratio of contrast of each text to what is behind it, as WCAG defines it
	private static final String CONTRAST = """
			const light = (c) => c.map((v) => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
				.reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
			const colour = (text) => text.match(/[\\d.]+/g).slice(0, 4).map(Number);
			const behind = (e) => {
				for (; e; e = e.parentElement) {
					const c = colour(getComputedStyle(e).backgroundColor);
					if (c.length < 4 || c[3] > 0) return c.slice(0, 3);
				}
				return matchMedia('(prefers-color-scheme:dark)').matches ? [0, 0, 0] : [255, 255, 255];
			};
			const found = {};
			for (const e of document.body.querySelectorAll('*:not(title)')) {
				if (![...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim())) continue;
				const style = getComputedStyle(e);
				const text = e instanceof SVGElement ? style.fill : style.color;
				const [a, b] = [light(colour(text).slice(0, 3)), light(behind(e))];
				const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
				if (ratio < 4.5) found[e.outerHTML.slice(0, 120)] = ratio;
			}
			return found;
			""";

	private static Browser browser;

	private static RunningApplication application;

	@BeforeAll
	static void start() {
		browser = Browser.installed().orElse(null);
		assumeTrue(browser != null, "no Chromium with its driver is installed: the page is not looked at in a browser");
		application = RunningApplication.with();
	}

	@AfterAll
	static void close() {
		SharedServer.POSTGRES.proxy().heal();
		if (browser != null) {
			browser.close();
			application.close();
		}
	}

	@Test
	void itIsReadableBeforeDuringAndAfterAnOutage() throws Exception {
		awaitPage("Ready", "PASSING");
		look("before");
		SharedServer.POSTGRES.proxy().hang();
		awaitPage("Not ready", "PostgreSQL");
		look("during");
		SharedServer.POSTGRES.proxy().heal();
		awaitPage("Ready", "PASSING");
		look("after");
	}

	@Test
	void theKeyboardReachesAllThatCanBeFollowedScrolledOrCopied() {
		browser.open(url() + "?refresh=off", "light");
		assertThat(Stream.generate(browser::tab).limit(4)).containsExactly("A: look every 5 s", "DIV: Table of checks",
				"PRE: The manifest that fits", "TEXTAREA: The timeline as Markdown, to be copied:");
	}

	/**
	 * @param title how its title begins
	 * @param check what it says of the database, all other checks being known to pass
	 */
	private static void awaitPage(String title, String check) {
		await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
			browser.open(url(), "light");
			assertThat(browser.title()).startsWith(title);
			assertThat(String.valueOf(browser.evaluate(PageText.DATABASE))).contains(check);
			assertThat(String.valueOf(browser.evaluate(PageText.STATES))).doesNotContain("UNKNOWN");
		});
	}

	private static void look(String when) throws Exception {
		for (String scheme : List.of("light", "dark")) {
			browser.open(url(), scheme);
			browser.photograph(PICTURES.resolve("status-%s-%s.png".formatted(when, scheme)));
			String text = PageText.of(String.valueOf(browser.evaluate(PageText.WHAT_A_PICTURE_SHOWS)));
			Files.writeString(PICTURES.resolve("status-%s.txt".formatted(when)), text);
			assertThat(text).as("text of docs/pictures, %s", when)
				.isEqualTo(Files.readString(DOCUMENTED.resolve("status-%s.txt".formatted(when))));
			assertThat(browser.evaluate(CONTRAST)).as("contrast below 4.5, %s, %s", when, scheme).isEqualTo(Map.of());
			assertThat(browser.evaluate("return document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
			assertThat(browser.console()).as("console, %s", when).isEmpty();
		}
		Parser parser = Parser.htmlParser().setTrackErrors(10);
		parser.parseInput(browser.source(), url());
		assertThat(browser.source().length()).as("characters of the page, %s", when).isLessThan(30 * 1024);
		assertThat(parser.getErrors()).as("HTML, %s", when).isEmpty();
	}

	private static String url() {
		return "http://localhost:%d/actuator/probity".formatted(application.port());
	}

}
