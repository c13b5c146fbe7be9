package dev.probity.test.fault;

import java.time.Duration;

import dev.probity.fixture.KafkaServer;
import dev.probity.fixture.PostgresServer;
import dev.probity.fixture.RedisServer;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;

import static dev.probity.test.fault.ProbeAssertions.assertThatReadiness;

/**
 * Containers that Spring Boot connects an application to get proxies before them. The
 * containers are those of Testcontainers, but what is in them is a server of this
 * machine: Docker is not asked for anything.
 */
@SpringBootTest(classes = ShopApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "probity.defaults.interval=500ms", "probity.defaults.retry-interval=100ms",
				"probity.defaults.timeout=1s", "spring.datasource.hikari.connection-timeout=1000" })
@ProbityFaults
class ServiceConnectionTests {

	@ServiceConnection
	static final PostgreSQLContainer POSTGRES = new Postgres();

	@ServiceConnection("redis")
	static final GenericContainer<?> REDIS = new Redis();

	@ServiceConnection
	static final KafkaContainer KAFKA = new Kafka();

	@Autowired
	private Faults faults;

	@LocalServerPort
	private int port;

	@Test
	void eachContainerIsBehindAProxy() {
		assertThatReadiness(this.port).comesBackWithin(Duration.ofSeconds(20));
		this.faults.redis().hang();
		assertThatReadiness(this.port).degradesWithin(Bounds.worstCase("redis"));
		this.faults.redis().heal();
		assertThatReadiness(this.port).comesBackWithin(Bounds.recovery("redis"));
		this.faults.kafka().hang();
		assertThatReadiness(this.port).degradesWithin(Bounds.worstCase("kafka"));
		this.faults.kafka().heal();
		this.faults.db().hang();
		assertThatReadiness(this.port).goesDownWithin(Bounds.worstCase("db"));
		this.faults.db().heal();
		assertThatReadiness(this.port).comesBackWithin(Bounds.recovery("db"));
	}

	private static final class Postgres extends PostgreSQLContainer {

		private Postgres() {
			super("postgres:17-alpine");
		}

		@Override
		public void start() {
			PostgresServer.get();
		}

		@Override
		public void stop() {
			// it is shared
		}

		@Override
		public String getDockerImageName() {
			return "postgres:17-alpine";
		}

		@Override
		public String getJdbcUrl() {
			return "jdbc:postgresql://localhost:%d/postgres".formatted(PostgresServer.get().port());
		}

		@Override
		public String getUsername() {
			return "postgres";
		}

	}

	private static final class Redis extends GenericContainer<Redis> {

		private Redis() {
			super("redis:8-alpine");
		}

		@Override
		public void start() {
			RedisServer.get();
		}

		@Override
		public void stop() {
			// it is shared
		}

		@Override
		public String getDockerImageName() {
			return "redis:8-alpine";
		}

		@Override
		public String getHost() {
			return RedisServer.get().host();
		}

		@Override
		public Integer getMappedPort(int port) {
			return RedisServer.get().port();
		}

	}

	private static final class Kafka extends KafkaContainer {

		private Kafka() {
			super("apache/kafka:4.1.0");
		}

		@Override
		public void start() {
			KafkaServer.get();
		}

		@Override
		public void stop() {
			// it is shared
		}

		@Override
		public String getDockerImageName() {
			return "apache/kafka:4.1.0";
		}

		@Override
		public String getBootstrapServers() {
			return KafkaServer.get().address();
		}

	}

}
