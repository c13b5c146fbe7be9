package dev.probity.grpc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.probity.fixture.ChildJvm;
import dev.probity.fixture.DepartingApplication;
import dev.probity.fixture.GrpcClient;
import dev.probity.fixture.GrpcClient.Watch;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.grpc.health.v1.HealthCheckResponse.ServingStatus.NOT_SERVING;
import static io.grpc.health.v1.HealthCheckResponse.ServingStatus.SERVING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What happens on SIGTERM to an application that serves gRPC and nothing else, in JVMs of
 * their own that have no web server. Spring Boot would wait 30 s for an open stream.
 */
@Timeout(120)
class GrpcLameDuckProcessTests {

	private static final String[] NOT_NEEDED = { "HikariCP", "spring-boot-starter-jdbc", "spring-boot-jdbc",
			"spring-jdbc", "spring-boot-sql", "spring-boot-r2dbc", "spring-boot-security",
			"spring-boot-starter-security", "spring-security", "spring-boot-web-server", "spring-boot-servlet",
			"spring-boot-tomcat", "spring-boot-starter-tomcat", "tomcat-", "spring-boot-jetty", "jetty-",
			"spring-boot-webmvc", "spring-boot-starter-webmvc", "spring-webmvc", "jakarta.servlet",
			"spring-boot-webflux", "spring-boot-starter-webflux", "spring-webflux", "spring-boot-reactor-netty",
			"spring-boot-starter-reactor-netty", "reactor-netty", "spring-boot-kafka", "spring-kafka", "kafka",
			"spring-boot-data-redis", "spring-data-redis", "lettuce", "jedis" };

	private static final String BEGUN = "Lame duck: not ready any more, serving for 2s before shutdown";

	private static final String OVER = "Lame duck finished: ";

	private static final Duration GRACE_PERIOD = Duration.ofSeconds(30);

	// 128 + SIGTERM
	private static final int TERMINATED = 143;

	private final List<AutoCloseable> resources = new ArrayList<>();

	@AfterEach
	void end() throws Exception {
		for (AutoCloseable each : this.resources) {
			each.close();
		}
	}

	@Test
	void whoeverWatchesIsToldAtOnceAndEverythingIsServedUntilItEnds() {
		ChildJvm child = start("--probity.lame-duck.enabled=true", "--probity.lame-duck.duration=2s");
		GrpcClient watching = ready(child);
		Watch server = watching.watch("").said(SERVING);
		Watch liveness = watching.watch("liveness").said(SERVING);
		long signalled = System.nanoTime();
		child.terminate();
		server.said(SERVING, NOT_SERVING);
		assertThat(child.output()).contains(BEGUN).doesNotContain(OVER);
		GrpcClient late = client(child);
		assertThat(late.place("tea")).isEqualTo("tea");
		assertThat(late.check("")).isEqualTo(NOT_SERVING);
		assertThat(late.check("liveness")).isEqualTo(SERVING);
		assertThat(server.isOpen()).isTrue();
		assertThat(child.output()).doesNotContain(OVER);
		assertThat(server.end()).isEqualTo(Status.Code.OK);
		assertThat(liveness.said(SERVING).end()).isEqualTo(Status.Code.OK);
		assertThat(child.awaitExit()).isEqualTo(TERMINATED);
		assertThat(child.output()).containsOnlyOnce(BEGUN).containsOnlyOnce(OVER);
		assertThat(Duration.ofNanos(System.nanoTime() - signalled)).isBetween(Duration.ofSeconds(2), GRACE_PERIOD);
	}

	@Test
	void withoutALameDuckAnOpenStreamHoldsUpNothingEither() {
		ChildJvm off = start();
		ChildJvm neverAsked = start("--probity.lame-duck.enabled=true", "--probity.lame-duck.duration=10m");
		Watch server = ready(off).watch("").said(SERVING);
		neverAsked.awaitLine("^ready event$");
		Watch liveness = client(neverAsked).watch("liveness").said(SERVING);
		long signalled = System.nanoTime();
		off.terminate();
		neverAsked.terminate();
		server.said(SERVING, NOT_SERVING);
		assertThat(server.end()).isEqualTo(Status.Code.OK);
		assertThat(liveness.said(SERVING).end()).isEqualTo(Status.Code.OK);
		for (ChildJvm each : List.of(off, neverAsked)) {
			assertThat(each.awaitExit()).isEqualTo(TERMINATED);
			assertThat(each.output()).doesNotContain("Lame duck");
		}
		assertThat(Duration.ofNanos(System.nanoTime() - signalled)).isLessThan(GRACE_PERIOD);
	}

	private ChildJvm start(String... properties) {
		String[] arguments = Stream
			.concat(Stream.of("grpc", "--spring.grpc.server.port=0", "--spring.main.banner-mode=off"),
					Stream.of(properties))
			.toArray(String[]::new);
		ChildJvm child = ChildJvm.start(DepartingApplication.class, ChildJvm.classPathWithout(NOT_NEEDED), Map.of(),
				arguments);
		this.resources.add(child);
		return child;
	}

	private GrpcClient client(ChildJvm child) {
		GrpcClient client = new GrpcClient(Integer.parseInt(child.awaitLine("^grpc port (\\d+)$")), "test");
		this.resources.add(client);
		return client;
	}

	private GrpcClient ready(ChildJvm child) {
		GrpcClient client = client(child);
		await().atMost(Duration.ofSeconds(30))
			.ignoreExceptionsInstanceOf(StatusRuntimeException.class)
			.until(() -> client.check("") == SERVING);
		return client;
	}

}
