package dev.probity.indicator;

import java.math.BigDecimal;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.jayway.jsonpath.JsonPath;
import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.WebStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Decoration never decides: a component has the status that its indicator says and the
 * details that stock Actuator shows, whatever these are, and what is known of its check
 * beside them.
 */
@ParameterizedClass
@EnumSource(value = WebStack.class, names = { "TOMCAT", "REACTOR_NETTY" })
class DecorationTests {

	private static final String[] PROPERTIES = { "management.endpoint.health.show-details=always",
			"management.endpoint.health.group.comp.include=greetings/a,greetings/c,mode",
			"management.endpoint.health.group.comp.show-details=always" };

	private static RunningApplication application;

	private static RunningApplication stock;

	@Parameter
	WebStack stack;

	@BeforeParameterizedClassInvocation
	static void start(WebStack stack) {
		application = stack.started(Indicators.class, PROPERTIES);
		CheckMonitor monitor = application.bean(CheckMonitor.class);
		await().until(() -> monitor.snapshots().values().stream().allMatch((check) -> check.lastRun() != null));
		stock = stack.run(new SpringApplicationBuilder(Stock.class),
				Stream.concat(Stream.of(PROPERTIES), Stream.of("probity.enabled=false", "server.shutdown=immediate"))
					.toArray(String[]::new));
	}

	@AfterParameterizedClassInvocation
	static void stop() {
		application.close();
		stock.close();
	}

	@Test
	void detailsAreWhatStockShows() {
		for (String name : List.of("plain", "nulls", "values", "objects", "nested", "thrown", "early", "quiet",
				"leader", "errorObject", "reactive", "described", "unheard")) {
			Map<String, Object> ours = component(application, name);
			Map<String, Object> theirs = component(stock, name);
			assertThat(details(ours)).as(name).isEqualTo(details(theirs));
			assertThat(ours.get("status")).as(name).isEqualTo(theirs.get("status"));
			assertThat(ours.get("description")).as(name).isEqualTo(theirs.get("description"));
		}
	}

	@Test
	void whatIsKnownOfTheCheckStandsUnderAKeyOfItsOwn() {
		Map<String, Object> leader = JsonPath.read(application.actuator("/health/leader").body(), "$.details");
		assertThat(leader).containsEntry("state", "LEADER").containsEntry("failures", "none");
		assertThat(known(leader, "probity")).containsEntry("state", "PASSING")
			.containsEntry("criticality", "OBSERVED")
			.containsEntry("failures", 0)
			.containsOnlyKeys("state", "criticality", "since", "lastChecked", "age", "duration", "failures");
		Map<String, Object> own = JsonPath.read(application.actuator("/health/own").body(), "$.details");
		assertThat(own).containsEntry("probity", "mine");
		assertThat(known(own, "dev.probity")).containsEntry("state", "PASSING");
		Map<String, Object> thrown = JsonPath.read(application.actuator("/health/thrown").body(), "$.details");
		assertThat(known(thrown, "probity")).containsEntry("error", "IllegalStateException: nobody answers");
		Map<String, Object> rate = JsonPath.read(application.actuator("/health/errorRate").body(), "$.details");
		assertThat(rate.get("state")).isIn("judging", "excused");
		assertThat(known(rate, "probity")).containsEntry("state", "PASSING");
	}

	@Test
	void detailsThatCannotBeReadDecideNothing() {
		assertThat(component(application, "hostile")).containsEntry("status", "UP");
		assertThat(details(component(application, "hostile"))).containsEntry("text", Map.of())
			.containsEntry("bean", Map.of("good", 1, "bad", "unreadable: IllegalStateException"))
			.containsEntry("rest", 1);
		assertThat(component(application, "cycle")).containsEntry("status", "OUT_OF_SERVICE");
		assertThat(component(application, "endless")).containsEntry("status", "UP");
		assertThat(component(application, "keyless")).containsEntry("status", "UP");
	}

	@Test
	void nobodysCodeRunsWhenTheyAreShown() {
		int asked = Indicators.asked.get();
		for (int i = 0; i < 20; i++) {
			assertThat(details(component(application, "objects"))).containsKey("counting");
		}
		assertThat(Indicators.asked).hasValue(asked);
	}

	@Test
	void anOverriddenHealthIsWhatCounts() {
		assertThat(component(application, "overridden")).containsEntry("status", "DOWN");
		assertThat(details(component(application, "overridden"))).isEqualTo(Map.of("why", "maintenance"));
		assertThat(component(application, "reactiveOverridden")).containsEntry("status", "DOWN");
	}

	@Test
	void theApplicationsOwnGroupsShowWhatItsIndicatorsSayAndNothingElse() {
		assertThat(application.actuator("/health/comp").body()).contains(
				"\"components\":{\"a\":{\"details\":{\"hello\":\"spring-a\"},\"status\":\"UP\"},\"c\":{\"details\":{\"hello\":\"spring-c\"},\"status\":\"UP\"}}")
			.contains("\"mode\":{\"details\":{\"state\":\"standby\"},\"status\":\"UP\"}");
		assertThat(application.actuator("/health/comp/greetings/a").body())
			.isEqualTo(stock.actuator("/health/comp/greetings/a").body());
		assertThat(application.actuator("/health/greetings/a").body()).contains("\"probity\"");
	}

	private static Map<String, Object> component(RunningApplication from, String name) {
		return JsonPath.read(from.actuator("/health/" + name).body(), "$");
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> details(Map<String, Object> component) {
		Map<String, Object> details = new LinkedHashMap<>(
				(Map<String, Object>) component.getOrDefault("details", Map.of()));
		details.remove("probity");
		return details;
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> known(Map<String, Object> details, String key) {
		return (Map<String, Object>) details.get(key);
	}

	/**
	 * The same indicators, without those that stock Actuator fails on.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import({ PlainApplication.class, Values.class })
	static class Stock {

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ PlainApplication.class, Values.class })
	static class Indicators {

		static final AtomicInteger asked = new AtomicInteger();

		@Bean
		HealthIndicator hostileHealthIndicator() {
			return () -> Health.up()
				.withDetail("text", new Hostile())
				.withDetail("bean", new Uneven())
				.withDetail("rest", 1)
				.build();
		}

		@Bean
		HealthIndicator cycleHealthIndicator() {
			List<Object> list = new ArrayList<>();
			for (int i = 0; i < 12; i++) {
				list.add(list);
			}
			return () -> Health.outOfService().withDetail("list", list).build();
		}

		@Bean
		HealthIndicator endlessHealthIndicator() {
			return () -> Health.up().withDetail("ring", new Ring()).build();
		}

		@Bean
		HealthIndicator keylessHealthIndicator() {
			Map<String, Object> details = new LinkedHashMap<>();
			details.put(null, new TreeMap<>(Map.of("a", 1)));
			return () -> Health.up().withDetails(details).build();
		}

		@Bean
		HealthIndicator ownHealthIndicator() {
			return () -> Health.up().withDetail("probity", "mine").build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Values {

		@Bean
		HealthIndicator plainHealthIndicator() {
			return () -> Health.up()
				.withDetail("int", 1)
				.withDetail("long", Long.MAX_VALUE)
				.withDetail("double", 1.0e10)
				.withDetail("decimal", new BigDecimal("1.10"))
				.withDetail("flag", true)
				.withDetail("text", "ready")
				.withDetail("character", 'c')
				.withDetail("list", Arrays.asList(1, "a", null, List.of()))
				.withDetail("array", new double[] { 1.5, 2 })
				.build();
		}

		@Bean
		HealthIndicator nullsHealthIndicator() {
			Map<String, Object> details = new LinkedHashMap<>();
			details.put("none", null);
			details.put("nested", new LinkedHashMap<>(details));
			details.put("some", 1);
			return () -> Health.up().withDetails(details).build();
		}

		@Bean
		HealthIndicator valuesHealthIndicator() {
			return () -> Health.up()
				.withDetail("instant", Instant.EPOCH)
				.withDetail("date", LocalDate.EPOCH)
				.withDetail("zoned", ZonedDateTime.parse("2026-11-29T12:00:00+01:00[Europe/Paris]"))
				.withDetail("year", Year.of(2026))
				.withDetail("day", DayOfWeek.MONDAY)
				.withDetail("duration", Duration.ofMillis(1500))
				.withDetail("uri", URI.create("https://example.org/a?b=c"))
				.withDetail("locale", Locale.GERMANY)
				.withDetail("bytes", new byte[] { 1, 2, 3 })
				.withDetail("characters", new char[] { 'a', 'b' })
				.withDetail("builder", new StringBuilder("ab"))
				.withDetail("uuid", UUID.nameUUIDFromBytes(new byte[] { 1 }))
				.withDetail("type", String.class)
				.withDetail("level", Level.HIGH)
				.build();
		}

		@Bean
		HealthIndicator objectsHealthIndicator() {
			return () -> Health.up()
				.withDetail("record", new Point(1, null))
				.withDetail("atomic", new AtomicLong(5))
				.withDetail("optional", Optional.of(new Point(2, "b")))
				.withDetail("bean", new Broker("one"))
				.withDetail("named", new Named("n"))
				.withDetail("status", new Status("FINE", "as ever"))
				.withDetail("counting", new Counting())
				.build();
		}

		@Bean
		HealthIndicator nestedHealthIndicator() {
			Object value = Map.of("point", List.of(new Point(1, "a")), "bean", new Broker("two"));
			for (int i = 0; i < 12; i++) {
				value = (i % 2 == 0) ? List.of(value) : Map.of(i, value);
			}
			Object deep = value;
			return () -> Health.up()
				.withDetail("deep", deep)
				.withDetail("levels", Map.of(Level.LOW, Level.HIGH))
				.build();
		}

		@Bean
		HealthIndicator thrownHealthIndicator() {
			return new Abstract((builder) -> {
				builder.up().withDetail("before", "the throw").withDetail("point", new Point(1, "a"));
				throw new IllegalStateException("nobody answers");
			});
		}

		@Bean
		HealthIndicator earlyHealthIndicator() {
			return new Abstract((builder) -> builder.withDetail("no", "status"));
		}

		@Bean
		HealthIndicator quietHealthIndicator() {
			return new Abstract((builder) -> builder.down(new IllegalStateException("said, not thrown")));
		}

		@Bean
		HealthIndicator leaderHealthIndicator() {
			return () -> Health.up().withDetail("state", "LEADER").withDetail("failures", "none").build();
		}

		@Bean
		HealthIndicator errorObjectHealthIndicator() {
			return () -> Health.down().withDetail("error", Map.of("code", 17)).build();
		}

		@Bean
		ReactiveHealthIndicator reactiveHealthIndicator() {
			return () -> Mono.just(Health.up().withDetail("point", new Point(1, "a")).build());
		}

		@Bean
		HealthIndicator describedHealthIndicator() {
			return () -> Health.status(new Status("OUT_OF_SERVICE", "until 10:00")).build();
		}

		@Bean
		HealthIndicator unheardHealthIndicator() {
			return () -> Health.status("CIRCUIT_OPEN").withDetail("rate", "60%").build();
		}

		@Bean
		HealthIndicator modeHealthIndicator() {
			return () -> Health.up().withDetail("state", "standby").build();
		}

		@Bean
		HealthIndicator overriddenHealthIndicator() {
			return new Abstract(Health.Builder::up) {

				@Override
				public Health health(boolean includeDetails) {
					return Health.down().withDetail("why", "maintenance").build();
				}

			};
		}

		@Bean
		ReactiveHealthIndicator reactiveOverriddenHealthIndicator() {
			return new ReactiveHealthIndicator() {

				@Override
				public Mono<Health> health() {
					return Mono.just(Health.up().build());
				}

				@Override
				public Mono<Health> health(boolean includeDetails) {
					return Mono.just(Health.down().build());
				}

			};
		}

		@Bean
		CompositeHealthContributor greetingsHealthContributor() {
			Map<String, HealthIndicator> parts = new LinkedHashMap<>();
			for (String part : List.of("a", "b", "c")) {
				parts.put(part, () -> Health.up().withDetail("hello", "spring-" + part).build());
			}
			return CompositeHealthContributor.fromMap(parts);
		}

	}

	private static class Abstract extends AbstractHealthIndicator {

		private final Observation look;

		Abstract(Observation look) {
			this.look = look;
		}

		@Override
		protected void doHealthCheck(Health.Builder builder) throws Exception {
			this.look.evaluate(builder);
		}

	}

	@FunctionalInterface
	private interface Observation {

		void evaluate(Health.Builder builder) throws Exception;

	}

	private enum Level {

		LOW, HIGH;

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	private record Point(int x, String y) {

	}

	public static final class Counting {

		public int getValue() {
			Indicators.asked.incrementAndGet();
			return 1;
		}

	}

	public static final class Broker {

		private final String name;

		Broker(String name) {
			this.name = name;
		}

		@JsonProperty("broker-name")
		public String getName() {
			return this.name;
		}

		@JsonIgnore
		public String getSecretRecipe() {
			return "unseen";
		}

		public List<Point> getPoints() {
			return List.of(new Point(1, "a"));
		}

		@Override
		public String toString() {
			return "a broker";
		}

	}

	public static final class Named {

		private final String name;

		Named(String name) {
			this.name = name;
		}

		@JsonValue
		public String name() {
			return this.name;
		}

	}

	public static final class Ring {

		public Ring getNext() {
			return new Ring();
		}

	}

	public static final class Uneven {

		public int getGood() {
			return 1;
		}

		public int getBad() {
			throw new IllegalStateException();
		}

	}

	private static final class Hostile {

		@Override
		public String toString() {
			throw new IllegalStateException();
		}

	}

}
