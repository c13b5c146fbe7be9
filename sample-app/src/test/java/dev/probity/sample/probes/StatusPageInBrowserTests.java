package dev.probity.sample.probes;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

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
 * an outage of the database. The pictures of the docs are those that are made here.
 */
class StatusPageInBrowserTests {

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
		awaitTitle("Ready");
		look("before");
		SharedServer.POSTGRES.proxy().hang();
		awaitTitle("Not ready");
		look("during");
		SharedServer.POSTGRES.proxy().heal();
		awaitTitle("Ready");
		look("after");
	}

	private static void awaitTitle(String beginning) {
		await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
			browser.open(url(), "light");
			assertThat(browser.title()).startsWith(beginning);
		});
	}

	private static void look(String when) throws Exception {
		for (String scheme : List.of("light", "dark")) {
			browser.open(url(), scheme);
			browser.photograph(PICTURES.resolve("status-%s-%s.png".formatted(when, scheme)));
			assertThat(browser.evaluate(CONTRAST)).as("contrast below 4.5, %s, %s", when, scheme).isEqualTo(Map.of());
			assertThat(browser.evaluate("return document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
			assertThat(browser.console()).as("console, %s", when).isEmpty();
		}
		Parser parser = Parser.htmlParser().setTrackErrors(10);
		parser.parseInput(browser.source(), url());
		assertThat(parser.getErrors()).as("HTML, %s", when).isEmpty();
	}

	private static String url() {
		return "http://localhost:%d/actuator/probity".formatted(application.port());
	}

}
