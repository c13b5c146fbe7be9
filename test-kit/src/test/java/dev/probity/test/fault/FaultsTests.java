package dev.probity.test.fault;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import dev.probity.fixture.KafkaServer;
import dev.probity.probe.ProbeStatus;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;

import static dev.probity.test.fault.ProbeAssertions.assertThatLiveness;
import static dev.probity.test.fault.ProbeAssertions.assertThatReadiness;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Real faults between an application and its servers, and its probes over HTTP.
 */
@SpringBootTest(classes = ShopApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = ShopApplication.Servers.class)
@ProbityFaults
class FaultsTests {

	@Autowired
	private Faults faults;

	@LocalServerPort
	private int port;

	@Test
	void aDatabaseThatHangsTakesReadinessInTimeAndNeverLiveness() {
		ready();
		assertThatLiveness(this.port).neverFailedDuring(() -> {
			this.faults.db().hang();
			Duration measured = assertThatReadiness(this.port).goesDownWithin(Bounds.worstCase("db")).measured();
			assertThat(measured).isPositive();
			this.faults.db().heal();
			assertThatReadiness(this.port).comesBackWithin(Bounds.recovery("db"));
		});
	}

	@Test
	void aDatabaseThatRefusesTakesReadiness() {
		ready();
		assertThatReadiness(this.port).answersDuring(() -> {
			this.faults.db().refuse();
			assertThatReadiness(this.port).goesDownWithin(Bounds.worstCase("db"));
			this.faults.db().heal();
			assertThatReadiness(this.port).comesBackWithin(Bounds.recovery("db"));
		}, ProbeStatus.UP, ProbeStatus.DOWN, ProbeStatus.UP);
	}

	@Test
	void aDatabaseThatIsSlowOrForgetsConnectionsChangesNothing() {
		ready();
		this.faults.db().delay(Duration.ofMillis(20));
		assertThatReadiness(this.port).staysUpFor(Bounds.worstCase("db"));
		this.faults.db().reset();
		assertThatReadiness(this.port).staysUpFor(Duration.ofMillis(500));
	}

	@Test
	void aDatabaseThatIsTooSlowTakesReadiness() {
		ready();
		this.faults.db().delay(Duration.ofSeconds(3));
		assertThatReadiness(this.port).goesDownWithin(Bounds.worstCase("db"));
	}

	@Test
	void aRedisThatHangsDegrades() {
		ready();
		this.faults.redis().hang();
		assertThatReadiness(this.port).degradesWithin(Bounds.worstCase("redis"));
		this.faults.redis().heal();
		assertThatReadiness(this.port).comesBackWithin(Bounds.recovery("redis"));
	}

	@Test
	void aKafkaThatHangsDegrades() {
		ready();
		this.faults.kafka().hang();
		assertThatReadiness(this.port).degradesWithin(Bounds.worstCase("kafka"));
		this.faults.kafka().heal();
		assertThatReadiness(this.port).comesBackWithin(Bounds.recovery("kafka"));
	}

	@Test
	void noClientOfKafkaFindsAWayPastTheProxy(@Autowired KafkaConnectionDetails kafka) throws Exception {
		ready();
		Map<String, Object> settings = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.getBootstrapServers(),
				AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 1_000, AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
				500);
		try (Admin admin = Admin.create(settings)) {
			Collection<Node> nodes = admin.describeCluster().nodes().get(10, TimeUnit.SECONDS);
			assertThat(nodes).isNotEmpty().allSatisfy((node) -> {
				assertThat(node.host()).isEqualTo("127.0.0.1");
				assertThat(KafkaServer.get().address()).doesNotEndWith(":" + node.port());
			});
			admin.listTopics().names().get(10, TimeUnit.SECONDS);
			this.faults.kafka().hang();
			assertThatThrownBy(() -> admin.listTopics().names().get(10, TimeUnit.SECONDS))
				.hasMessageContaining("Timeout");
		}
	}

	@Test
	void theApplicationFeelsTheFault(@Autowired DataSource dataSource) throws Exception {
		ready();
		this.faults.db().refuse();
		assertThatThrownBy(() -> {
			try (Connection connection = dataSource.getConnection()) {
				connection.createStatement().execute("SELECT 1");
			}
		}).isInstanceOf(SQLException.class);
	}

	/**
	 * As a machine of a CI does that is busy with others: this JVM stops where it is.
	 */
	@Test
	@DisabledOnOs(OS.WINDOWS)
	void aMachineThatStandsStillForASecondBreaksNothing() {
		ready();
		assertThatReadiness(this.port).answersDuring(() -> {
			long begin = System.nanoTime();
			new ProcessBuilder("sh", "-c", "kill -STOP $0; sleep 1; kill -CONT $0",
					String.valueOf(ProcessHandle.current().pid()))
				.start()
				.waitFor();
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(1));
		}, ProbeStatus.UP);
	}

	@Test
	void whatFailsPrintsWhatWasAnsweredAndWhen() {
		ready();
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThatReadiness(this.port).goesDownWithin(Duration.ofMillis(200)))
			.withMessageContaining(
					"Expected readiness at http://localhost:" + this.port + "/readyz to answer 503 within")
			.withMessageContaining("200 {\"status\":\"UP\"}")
			.withMessageContaining("[+]db ok");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThatReadiness(this.port).answersDuring(() -> {
			}, ProbeStatus.UP, ProbeStatus.DOWN))
			.withMessageContaining("to answer UP, DOWN and nothing else, but it answered")
			.withMessageContaining("200 {\"status\":\"UP\"}");
		this.faults.db().refuse();
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(
					() -> assertThatReadiness(this.port).staysUpFor(Bounds.worstCase("db").plus(Duration.ofSeconds(1))))
			.withMessageContaining("503")
			.withMessageContaining("[-]db failed");
	}

	@Test
	void anUnknownNameIsToldWithThoseThatThereAre() {
		assertThatThrownBy(() -> this.faults.db("reporting")).isInstanceOf(IllegalStateException.class)
			.hasMessageContaining("'reporting' of type JdbcConnectionDetails");
		assertThatThrownBy(() -> assertThatReadiness(this.port).goesDownWithin(Bounds.worstCase("bd")))
			.isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("'bd'")
			.hasMessageContaining("db");
		assertThatThrownBy(() -> assertThatReadiness(1)).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("port 1");
	}

	private void ready() {
		assertThatReadiness(this.port).comesBackWithin(Duration.ofSeconds(20));
	}

}
