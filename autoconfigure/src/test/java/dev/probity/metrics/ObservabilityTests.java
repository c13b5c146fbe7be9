package dev.probity.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.probity.consumer.ConsumerReading;
import dev.probity.consumer.ConsumerReport;
import dev.probity.consumer.ConsumerState;
import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.RunningApplication;
import dev.probity.startup.StartupTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Dashboard, alerts and the page about them speak only of metrics, labels and values that
 * a real scrape has.
 */
class ObservabilityTests {

	private static final Path DOCS = Path.of("../docs/observability");

	private static final Pattern SAMPLE = Pattern.compile("(?m)^(probity_\\w+)\\{(.*)} [\\d.E+-]+$");

	private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)\\s*\"([^\"]*)\"");

	private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][\\w:]*)\\s*\\{([^}]*)}");

	private static final Pattern GROUPING = Pattern.compile("\\b(?:by|without|on|ignoring)\\s*\\(([^)]*)\\)");

	private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][\\w:]*");

	private static final Pattern LEGEND = Pattern.compile("\\{\\{\\s*(?:\\$labels\\.)?(\\w+)\\s*}}");

	private static final Set<String> FUNCTIONS = Set.of("sum", "max", "rate", "increase", "clamp_min", "or");

	// those that Prometheus adds to whatever it scrapes
	private static final Set<String> TARGET = Set.of("job", "instance");

	private static final Map<String, Map<String, Set<String>>> SCRAPED = new HashMap<>();

	private static RunningApplication application;

	@BeforeAll
	static void scrape(@TempDir Path ledger) throws IOException {
		Files.writeString(ledger.resolve("probity-ledger"),
				"2026-11-29T20:57:12Z\t2026-11-29T20:57:23Z\theartbeat/worker\tPT0S\tliveness: no beat for 5s\n");
		application = RunningApplication.started(ApplicationWithTask.class,
				"management.endpoints.web.exposure.include=health,prometheus", "probity.fleet.peers=127.0.0.1:1",
				"probity.kubernetes.ledger-path=" + ledger);
		application.send("GET", "/readyz", "User-Agent", "kube-probe/1.34");
		await().until(() -> application.actuator("/prometheus").body().contains("probity_startup_task")
				&& application.actuator("/prometheus").body().contains("probity_consumer"));
		SAMPLE.matcher(application.actuator("/prometheus").body()).results().forEach((sample) -> {
			Map<String, Set<String>> labels = SCRAPED.computeIfAbsent(sample.group(1), (name) -> new HashMap<>());
			labels(sample.group(2)).forEach(
					(label) -> labels.computeIfAbsent(label.group(1), (name) -> new TreeSet<>()).add(label.group(2)));
		});
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	static Stream<Query> queries() {
		return Stream.concat(panels(), alerts());
	}

	private static Stream<Query> panels() {
		JsonNode dashboard = JsonMapper.shared().readTree(read("grafana-dashboard.json"));
		List<Query> queries = new ArrayList<>();
		for (JsonNode panel : dashboard.get("panels")) {
			for (JsonNode target : panel.get("targets")) {
				queries.add(new Query(panel.get("title").asString(), target.get("expr").asString(),
						target.get("legendFormat").asString()));
			}
		}
		for (JsonNode variable : dashboard.get("templating").get("list")) {
			if (variable.has("definition")) {
				queries.add(valuesOf(variable.get("name").asString(), variable.get("definition").asString()));
			}
		}
		return queries.stream();
	}

	/**
	 * What fills a variable: the values that a label of a metric has.
	 */
	private static Query valuesOf(String variable, String definition) {
		Matcher values = Pattern.compile("label_values\\((.*), (\\w+)\\)").matcher(definition);
		assertThat(values.matches()).as(definition).isTrue();
		return new Query("variable " + variable, values.group(1), "{{%s}}".formatted(values.group(2)));
	}

	private static Stream<Query> alerts() {
		Map<String, List<Map<String, List<Map<String, Object>>>>> rules = new Yaml()
			.load(read("prometheus-rules.yaml"));
		return rules.get("groups")
			.stream()
			.flatMap((group) -> group.get("rules").stream())
			.map((rule) -> new Query((String) rule.get("alert"), (String) rule.get("expr"),
					rule.get("annotations").toString()));
	}

	@ParameterizedTest
	@MethodSource("queries")
	void everyMetricLabelAndValueExists(Query query) {
		List<MatchResult> selectors = SELECTOR.matcher(query.expression()).results().toList();
		assertThat(metrics(query.expression())).isNotEmpty().allSatisfy((metric) -> {
			assertThat(SCRAPED).containsKey(metric);
			Set<String> known = new TreeSet<>(SCRAPED.get(metric).keySet());
			known.addAll(TARGET);
			assertThat(known).containsAll(groupings(query.expression()));
			assertThat(known).containsAll(groups(LEGEND, query.text()));
		});
		selectors.forEach((selector) -> labels(selector.group(2)).forEach((label) -> {
			if (!TARGET.contains(label.group(1))) {
				Map<String, Set<String>> known = SCRAPED.get(selector.group(1));
				assertThat(known).containsKey(label.group(1));
				if (!label.group(2).startsWith("$")) {
					assertThat(known.get(label.group(1))).contains(label.group(2).split("\\|"));
				}
			}
		}));
	}

	@Test
	void everyMetricIsUsedOnTheDashboardAndExplained() {
		Set<String> used = new TreeSet<>();
		panels().forEach((query) -> used.addAll(metrics(query.expression())));
		assertThat(used).containsExactlyInAnyOrderElementsOf(SCRAPED.keySet());
		assertThat(SCRAPED.keySet())
			.allSatisfy((metric) -> assertThat(read("README.md")).contains(metric.replaceAll("_(count|sum|max)$", "")));
	}

	@Test
	void theScrapeThatIsShownHasMetricsAndLabelsOfNow() {
		List<MatchResult> shown = SAMPLE.matcher(read("README.md")).results().toList();
		assertThat(shown).hasSizeGreaterThan(10).allSatisfy((sample) -> {
			assertThat(SCRAPED).containsKey(sample.group(1));
			assertThat(labels(sample.group(2)).map((label) -> label.group(1)))
				.containsExactlyInAnyOrderElementsOf(SCRAPED.get(sample.group(1)).keySet());
		});
	}

	@Test
	void everyAlertSaysHowGraveItIsAndWhatToDo() {
		Map<String, List<Map<String, List<Map<String, Object>>>>> rules = new Yaml()
			.load(read("prometheus-rules.yaml"));
		assertThat(rules.get("groups").get(0).get("rules")).isNotEmpty().allSatisfy((rule) -> {
			assertThat(rule.get("labels").toString()).matches("\\{severity=(critical|warning)}");
			assertThat(rule.get("annotations").toString()).contains("summary=", "description=");
		});
	}

	/**
	 * All names in an expression that are neither labels nor functions.
	 */
	private static Set<String> metrics(String expression) {
		String bare = GROUPING.matcher(expression.replaceAll("\\{[^}]*}", " ").replaceAll("\\[[^]]*]", " "))
			.replaceAll(" ");
		Set<String> names = groups(NAME, bare);
		names.removeAll(FUNCTIONS);
		return names;
	}

	private static Set<String> groupings(String expression) {
		Set<String> labels = new TreeSet<>();
		GROUPING.matcher(expression)
			.results()
			.forEach((grouping) -> labels.addAll(List.of(grouping.group(1).split("\\s*,\\s*"))));
		return labels;
	}

	private static Set<String> groups(Pattern pattern, String text) {
		Set<String> found = new TreeSet<>();
		pattern.matcher(text).results().forEach((match) -> found.add(match.group(match.groupCount())));
		return found;
	}

	private static Stream<MatchResult> labels(String selector) {
		return LABEL.matcher(selector).results();
	}

	private static String read(String file) {
		try {
			return Files.readString(DOCS.resolve(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * An expression, and the text around it.
	 */
	record Query(String where, String expression, String text) {

		@Override
		public String toString() {
			return this.where;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(PlainApplication.class)
	static class ApplicationWithTask {

		@Bean
		StartupTask warmCache() {
			return (progress) -> progress.of(0);
		}

		@Bean
		ConsumerReport listener() {
			return () -> List.of(new ConsumerReading("orders", ConsumerState.ALLOWED, List.of("db"), List.of(),
					List.of(), Duration.ZERO));
		}

	}

}
