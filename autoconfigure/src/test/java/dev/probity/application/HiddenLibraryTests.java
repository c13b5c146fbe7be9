package dev.probity.application;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.probity.check.DependencyCheck;
import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.StubDataSource;
import dev.probity.fixture.Switch;
import dev.probity.probe.ProbePaths;
import dev.probity.probe.ProbeStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.kafka.core.KafkaAdmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * A web application with a database, a Redis and a Kafka that are not there, whose class
 * loader hides libraries from it, each alone and all at once. What no library needs tells
 * the truth all the same.
 */
class HiddenLibraryTests {

	private static final String OWN = "orders";

	private static final String[] JDBC = { "org.springframework.jdbc." };

	private static final String[] HIKARI = { "com.zaxxer.hikari." };

	private static final String[] REDIS = { "org.springframework.data.redis.", "io.lettuce.", "redis.clients." };

	private static final String[] KAFKA = { "org.apache.kafka.", "org.springframework.kafka." };

	private static final String[] MICROMETER = { "io.micrometer.core." };

	private static final String[] REACTIVE = { "reactor.", "org.reactivestreams.", "io.netty." };

	private static final String[] GRPC = { "io.grpc.", "org.springframework.grpc.", "org.springframework.boot.grpc." };

	private static final String[] SECURITY = { "org.springframework.security." };

	// the context of the test itself needs jakarta.servlet
	private static final String[] SERVLET = { "org.springframework.web.servlet.",
			"org.springframework.boot.web.server.context.WebServerInitializedEvent" };

	private final Switch own = new Switch();

	private final WebApplicationContextRunner runner = Contexts.withMvc()
		.withPropertyValues("probity.defaults.interval=40ms", "probity.defaults.retry-interval=10ms")
		.withBean(OWN, DependencyCheck.class, this.own::dependency)
		.withBean(DataSource.class, StubDataSource::new)
		.withBean(RedisConnectionFactory.class, () -> new LettuceConnectionFactory("localhost", 1))
		.withBean(KafkaAdmin.class, () -> new KafkaAdmin(Map.of("bootstrap.servers", "localhost:1")));

	static Stream<Arguments> libraries() {
		Set<String> all = Set.of("db", "redis", "kafka");
		return Stream.of(arguments("nothing", new String[0], all, true),
				arguments("Spring JDBC", JDBC, Set.of("redis", "kafka"), true), arguments("Hikari", HIKARI, all, true),
				arguments("Redis", REDIS, Set.of("db", "kafka"), true),
				arguments("Kafka", KAFKA, Set.of("db", "redis"), true), arguments("Micrometer", MICROMETER, all, true),
				arguments("gRPC", GRPC, all, true), arguments("a reactive stack", REACTIVE, all, true),
				arguments("Spring Security", SECURITY, all, true), arguments("servlets", SERVLET, all, false),
				arguments("any of them",
						Stream.of(JDBC, HIKARI, REDIS, KAFKA, MICROMETER, REACTIVE, GRPC, SECURITY, SERVLET)
							.flatMap(Stream::of)
							.toArray(String[]::new),
						Set.of(), false));
	}

	@ParameterizedTest(name = "without {0}")
	@MethodSource("libraries")
	void theRestIsThereAndTellsTheTruth(String libraries, String[] packages, Set<String> remaining, boolean hasPaths) {
		this.runner.withClassLoader(new FilteredClassLoader(packages)).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBeansOfType(ProbePaths.class)).hasSize(hasPaths ? 1 : 0);
			assertThat(context.getBean(CheckMonitor.class).snapshots().keySet()).contains(OWN)
				.filteredOn((check) -> !check.equals(OWN))
				.containsExactlyInAnyOrderElementsOf(remaining);
			Contexts.ready(context);
			ProbeStatus working = remaining.isEmpty() ? ProbeStatus.UP : ProbeStatus.DEGRADED;
			Contexts.awaitStatus(context, "readiness", working);
			this.own.fail();
			Contexts.awaitStatus(context, "readiness", ProbeStatus.DOWN);
			this.own.pass();
			Contexts.awaitStatus(context, "readiness", working);
			assertThat(Contexts.status(context, "liveness")).isEqualTo(ProbeStatus.UP);
			assertThat(Contexts.status(context, "startup")).isEqualTo(ProbeStatus.UP);
		});
	}

}
