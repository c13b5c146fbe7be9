package dev.probity.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.probity.fixture.Contexts;
import dev.probity.fixture.OwnPostgres;
import dev.probity.fixture.RedisServer;
import dev.probity.probe.ProbeStatus;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What <code>docs/exercise.md</code> says follows from its settings.
 */
class ExerciseTests {

	private static final Pattern SETTINGS = Pattern.compile("(?s)```yaml\n(.*?)```");

	private static final Pattern ROW = Pattern
		.compile("(?m)^\\| ([\\w ]+) \\| (UP) \\| (\\w+)[^|]*\\| (\\w+)[^|]*\\|$");

	private final String page = read();

	@Test
	void eachThatIsAwayDoesWhatThePageSays() throws Exception {
		RedisServer redis = RedisServer.launch();
		try (OwnPostgres database = OwnPostgres.start(); ServiceOverHttp payments = ServiceOverHttp.saying(200)) {
			Map<String, Fault> faults = Map.of("nothing", () -> () -> {
			}, "payment API", () -> {
				payments.says(503);
				return () -> payments.says(200);
			}, "Redis", redis::freeze, "PostgreSQL", database::freeze);
			Contexts.withoutWeb()
				.withConfiguration(
						AutoConfigurations.of(ProbityHttpAutoConfiguration.class, DataRedisAutoConfiguration.class))
				.withBean(DataSource.class, () -> DataSourceBuilder.create().url(database.url()).build())
				.withInitializer((context) -> context.getEnvironment().getPropertySources().addLast(settings()))
				.withPropertyValues("payments.url=" + payments.url("/livez"), "spring.data.redis.port=" + redis.port(),
						"probity.defaults.interval=100ms", "probity.defaults.retry-interval=50ms")
				.run((context) -> {
					Contexts.ready(context);
					assertThat(rows()).extracting(Row::away).containsExactlyInAnyOrderElementsOf(faults.keySet());
					for (Row row : rows()) {
						try (AutoCloseable fault = faults.get(row.away()).begin()) {
							await().untilAsserted(() -> assertThat(Row.now(row.away(), context)).isEqualTo(row));
						}
					}
				});
		}
		finally {
			redis.stop();
		}
	}

	private List<Row> rows() {
		return ROW.matcher(this.page).results().map(Row::written).toList();
	}

	private PropertySource<?> settings() {
		String yaml = SETTINGS.matcher(this.page)
			.results()
			.map((block) -> block.group(1))
			.collect(Collectors.joining());
		try {
			return new YamlPropertySourceLoader()
				.load("exercise", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
				.get(0);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String read() {
		try {
			return Files.readString(Path.of("../docs/exercise.md"));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Takes something away until it is closed.
	 */
	@FunctionalInterface
	private interface Fault {

		AutoCloseable begin() throws Exception;

	}

	private record Row(String away, List<ProbeStatus> statuses) {

		private static Row written(MatchResult row) {
			return new Row(row.group(1),
					Stream.of(2, 3, 4).map((column) -> ProbeStatus.valueOf(row.group(column))).toList());
		}

		private static Row now(String away, AssertableApplicationContext context) {
			return new Row(away,
					Stream.of("liveness", "readiness", "checkout")
						.map((probe) -> Contexts.status(context, probe))
						.toList());
		}

	}

}
