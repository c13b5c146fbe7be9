package dev.probity.application;

import java.io.BufferedReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import dev.probity.fixture.ChildJvm;
import dev.probity.fixture.SmallestApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications that lack one of the optional libraries, or all of them, start, have what
 * remains, and tell the truth about it.
 */
@TestInstance(Lifecycle.PER_CLASS)
class MissingLibraryTests {

	private static final String CHECK = "db";

	private static final String R2DBC = "r2dbc";

	private static final String REDIS = "redis";

	private static final String KAFKA = "kafka";

	private static final String LISTENERS = "kafkaListeners";

	private static final String OLDEST = "oldestRequest";

	private static final String REQUESTS = "requests";

	private static final String ERRORS = "errorRate";

	private static final String PATHS = "probityProbePaths";

	private static final String INQUIRY = "probityProbeInquiry";

	private static final String CONSUMERS = "probityConsumers";

	private static final String DOWN = "readiness DOWN";

	private static final String UP = "readiness UP";

	/** What needs no library. */
	private static final String[] ALWAYS = { "scheduler", "deadlock", "memory", "diskSpace", "fileDescriptors",
			"taskExecutors", "executor/applicationTaskExecutor" };

	private static final String[] JDBC_LIBRARIES = { "HikariCP", "spring-boot-starter-jdbc", "spring-boot-jdbc",
			"spring-jdbc", "spring-boot-sql" };

	private static final String[] REACTIVE_LIBRARIES = { "lettuce", "netty", "reactor", "reactive-streams",
			"spring-webflux", "spring-boot-webflux", "spring-boot-starter-webflux", "spring-boot-reactor",
			"spring-boot-starter-reactor" };

	private static final String[] REDIS_LIBRARIES = { "spring-boot-data-redis", "spring-data-redis", "lettuce", "jedis",
			"netty", "reactor", "spring-webflux", "spring-boot-webflux", "spring-boot-reactor" };

	private static final String[] KAFKA_LIBRARIES = { "spring-boot-kafka", "spring-kafka", "kafka" };

	private static final String[] RABBIT_LIBRARIES = { "spring-rabbit", "spring-amqp", "amqp-client" };

	private static final String[] JMS_LIBRARIES = { "spring-jms", "jakarta.jms", "activemq" };

	private static final String[] MICROMETER_LIBRARIES = { "spring-boot-starter-micrometer", "spring-boot-micrometer",
			"micrometer-core", "micrometer-jakarta9", "micrometer-registry", "prometheus-metrics" };

	private static final String[] GRPC_LIBRARIES = { "spring-boot-starter-grpc", "spring-boot-grpc", "spring-grpc",
			"grpc-", "protobuf-", "proto-google" };

	private static final String[] SECURITY_LIBRARIES = { "spring-boot-starter-security", "spring-boot-security",
			"spring-security" };

	private static final String[] SERVLET_LIBRARIES = { "spring-boot-servlet", "spring-boot-tomcat",
			"spring-boot-jetty", "jetty-", "spring-boot-webmvc", "spring-webmvc", "tomcat-embed", "jakarta.servlet" };

	private static final String[] WEB_LIBRARIES = { "spring-boot-security", "spring-security", "spring-boot-web-server",
			"spring-boot-http-converter", "spring-web-" };

	// as many JVMs at once; the tests wait for what theirs has said
	private final ExecutorService starts = Executors.newFixedThreadPool(3);

	private final Future<List<String>> withoutPoolsAndWithLettuceAlone = startWithout("HikariCP", "tomcat-jdbc",
			"tomcat-juli", "commons-dbcp2", "r2dbc-pool", "reactor-pool", "jedis");

	private final Future<List<String>> withoutSpringJdbc = startWithout(JDBC_LIBRARIES);

	private final Future<List<String>> withoutRedis = startWithout(REDIS_LIBRARIES);

	private final Future<List<String>> withoutReactiveStack = startWithout(REACTIVE_LIBRARIES);

	private final Future<List<String>> withoutKafka = startWithout(KAFKA_LIBRARIES);

	private final Future<List<String>> withKafkasClientsAloneAndWithoutR2dbc = startWithout("spring-boot-kafka",
			"spring-kafka", "spring-boot-r2dbc", "spring-r2dbc", "r2dbc");

	private final Future<List<String>> withoutMicrometer = startWithout(MICROMETER_LIBRARIES);

	private final Future<List<String>> withoutGrpcAndRabbit = startWithout(all(GRPC_LIBRARIES, RABBIT_LIBRARIES));

	private final Future<List<String>> withoutSpringSecurityAndJms = startWithout(
			all(SECURITY_LIBRARIES, JMS_LIBRARIES));

	private final Future<List<String>> withoutServlets = startWithout(SERVLET_LIBRARIES);

	private final Future<List<String>> withoutAnyWebServer = startWithout(
			all(SERVLET_LIBRARIES, REACTIVE_LIBRARIES, WEB_LIBRARIES));

	private final Future<List<String>> withoutAnyOfThem = startWithout(
			all(JDBC_LIBRARIES, REDIS_LIBRARIES, REACTIVE_LIBRARIES, KAFKA_LIBRARIES, RABBIT_LIBRARIES, JMS_LIBRARIES,
					MICROMETER_LIBRARIES, GRPC_LIBRARIES, SECURITY_LIBRARIES, SERVLET_LIBRARIES, WEB_LIBRARIES));

	@AfterAll
	void end() {
		this.starts.shutdownNow();
	}

	@Test
	void withoutPoolsAndWithLettuceAlone() throws Exception {
		assertThat(this.withoutPoolsAndWithLettuceAlone.get()).containsExactlyInAnyOrder(CHECK, R2DBC, REDIS, KAFKA,
				LISTENERS, OLDEST, REQUESTS, ERRORS, PATHS, INQUIRY, CONSUMERS, DOWN);
	}

	@Test
	void withoutSpringJdbc() throws Exception {
		assertThat(this.withoutSpringJdbc.get()).containsExactlyInAnyOrder(R2DBC, REDIS, KAFKA, LISTENERS, OLDEST,
				REQUESTS, ERRORS, PATHS, INQUIRY, CONSUMERS, DOWN);
	}

	@Test
	void withoutRedis() throws Exception {
		assertThat(this.withoutRedis.get()).containsExactlyInAnyOrder(CHECK, KAFKA, LISTENERS, OLDEST, REQUESTS, ERRORS,
				PATHS, INQUIRY, CONSUMERS, DOWN);
	}

	/**
	 * What remains of Redis is Jedis, and nothing of R2DBC.
	 */
	@Test
	void withoutReactiveStack() throws Exception {
		assertThat(this.withoutReactiveStack.get()).containsExactlyInAnyOrder(CHECK, REDIS, KAFKA, LISTENERS, OLDEST,
				REQUESTS, ERRORS, PATHS, INQUIRY, CONSUMERS, DOWN);
	}

	@Test
	void withoutKafka() throws Exception {
		assertThat(this.withoutKafka.get()).containsExactlyInAnyOrder(CHECK, R2DBC, REDIS, OLDEST, REQUESTS, ERRORS,
				PATHS, INQUIRY, CONSUMERS, DOWN);
	}

	@Test
	void withKafkasClientsAloneAndWithoutR2dbc() throws Exception {
		assertThat(this.withKafkasClientsAloneAndWithoutR2dbc.get()).containsExactlyInAnyOrder(CHECK, REDIS, OLDEST,
				REQUESTS, ERRORS, PATHS, INQUIRY, CONSUMERS, DOWN);
	}

	@Test
	void withoutMicrometer() throws Exception {
		assertThat(this.withoutMicrometer.get()).containsExactlyInAnyOrder(CHECK, R2DBC, REDIS, KAFKA, LISTENERS,
				OLDEST, REQUESTS, ERRORS, PATHS, INQUIRY, CONSUMERS, DOWN);
	}

	@Test
	void withoutGrpcAndRabbit() throws Exception {
		assertThat(this.withoutGrpcAndRabbit.get()).containsExactlyInAnyOrder(CHECK, R2DBC, REDIS, KAFKA, LISTENERS,
				OLDEST, REQUESTS, ERRORS, PATHS, INQUIRY, CONSUMERS, DOWN);
	}

	@Test
	void withoutSpringSecurityAndJms() throws Exception {
		assertThat(this.withoutSpringSecurityAndJms.get()).containsExactlyInAnyOrder(CHECK, R2DBC, REDIS, KAFKA,
				LISTENERS, OLDEST, REQUESTS, ERRORS, PATHS, INQUIRY, CONSUMERS, DOWN);
	}

	@Test
	void withoutServlets() throws Exception {
		assertThat(this.withoutServlets.get()).containsExactlyInAnyOrder(CHECK, R2DBC, REDIS, KAFKA, LISTENERS, OLDEST,
				REQUESTS, ERRORS, PATHS, INQUIRY, CONSUMERS, DOWN);
	}

	@Test
	void withoutAnyWebServer() throws Exception {
		assertThat(this.withoutAnyWebServer.get()).containsExactlyInAnyOrder(CHECK, REDIS, KAFKA, LISTENERS, CONSUMERS,
				DOWN);
	}

	@Test
	void withoutAnyOfThem() throws Exception {
		assertThat(this.withoutAnyOfThem.get()).containsExactly(UP);
	}

	private static String[] all(String[]... libraries) {
		return Stream.of(libraries).flatMap(Stream::of).toArray(String[]::new);
	}

	/**
	 * Start an application in a JVM of its own that lacks some libraries.
	 * @return the checks and beans that it has beyond those of all, and what it says of
	 * its readiness
	 */
	private Future<List<String>> startWithout(String... libraries) {
		return this.starts.submit(() -> run(ChildJvm.classPathWithout(libraries)));
	}

	private static List<String> run(String classPath) throws Exception {
		ProcessBuilder java = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", SmallestApplication.class.getName())
			.redirectError(Redirect.INHERIT);
		java.environment().put("CLASSPATH", classPath);
		Process process = java.start();
		try (BufferedReader output = process.inputReader()) {
			List<String> lines = output.lines().toList();
			assertThat(process.waitFor()).as(lines::toString).isZero();
			assertThat(lines).contains("liveness UP", "startup UP").contains(ALWAYS);
			return lines.stream()
				.filter((line) -> !line.matches("(liveness|startup) UP") && !List.of(ALWAYS).contains(line))
				.toList();
		}
	}

}
