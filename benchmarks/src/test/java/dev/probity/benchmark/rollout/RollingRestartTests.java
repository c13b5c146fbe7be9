package dev.probity.benchmark.rollout;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.probity.benchmark.harness.Stack;
import dev.probity.benchmark.harness.Variant;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The short form of the proof: one rolling restart with Probity and one without, on
 * Tomcat.
 */
class RollingRestartTests {

	private static final Duration LAME_DUCK = Duration.ofSeconds(3);

	private static final String FAILURES = "see target/rollout/short-probity/failures.csv";

	private static RolloutResult stock;

	private static RolloutResult probity;

	@BeforeAll
	static void restart() throws Exception {
		List<Balancer> balancers = HaProxy.isInstalled() ? List.of(Balancer.SWIFT) : List.of();
		Plan plan = new Plan(balancers, DirectClients.DEFAULT, Duration.ofSeconds(1), Duration.ofMillis(500),
				Plan.LastInstance.STAYS_AWAY);
		try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
			probity = run(Variant.PROBITY, plan, postgres);
			stock = run(Variant.STOCK, plan, postgres);
		}
	}

	private static RolloutResult run(Variant variant, Plan plan, EmbeddedPostgres postgres) throws Exception {
		Application application = new Application(Stack.TOMCAT, variant, LAME_DUCK,
				postgres.getJdbcUrl("postgres", "postgres"));
		return Rollout.run(application, plan, Path.of("target", "rollout", "short-" + variant.label()));
	}

	@Test
	void behindHaProxyNoRequestIsLost() {
		assumeHaProxy();
		assertThat(probity.tally(Balancer.SWIFT.name()).failed()).as(FAILURES).isZero();
	}

	@Test
	void behindHaProxySomeAreLostWithoutProbity() {
		assumeHaProxy();
		assertThat(stock.tally(Balancer.SWIFT.name()).failed()).isPositive();
	}

	@Test
	void withoutABalancerNoRequestIsLost() {
		assertThat(probity.tally(DirectClients.NAME).failed()).as(FAILURES).isZero();
	}

	@Test
	void withoutABalancerSomeAreLostWithoutProbity() {
		assertThat(stock.tally(DirectClients.NAME).failed()).isPositive();
	}

	@Test
	void haProxyHasCountedEachRequestAndSentNoneTwice() {
		assumeHaProxy();
		String balancer = Balancer.SWIFT.name();
		assertThat(probity.counts().get(balancer))
			.isEqualTo(new RolloutResult.BalancerCount(probity.tally(balancer).sent(), 0));
		assertThat(stock.counts().get(balancer).retries()).isZero();
	}

	@Test
	void everyInstanceEndsBySigterm() {
		assertThat(probity.departures()).hasSize(2)
			.allSatisfy((departure) -> assertThat(departure.exitCode()).isEqualTo(143))
			.allSatisfy((departure) -> assertThat(departure.exit()).isGreaterThan(LAME_DUCK));
		assertThat(stock.departures()).hasSize(2)
			.allSatisfy((departure) -> assertThat(departure.exitCode()).isEqualTo(143));
	}

	@Test
	void aLameDuckThatIsTooShortForABalancerIsNotTried() {
		Plan plan = new Plan(List.of(Balancer.SLOW), DirectClients.DEFAULT, Duration.ZERO, Duration.ZERO,
				Plan.LastInstance.STAYS_AWAY);
		Application application = new Application(Stack.TOMCAT, Variant.PROBITY, LAME_DUCK, "");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Rollout.run(application, plan, Path.of("target", "rollout", "none")))
			.withMessage("A lame duck of PT3S is too short for haproxy-5s, which may need PT7S");
	}

	private static void assumeHaProxy() {
		assumeTrue(HaProxy.isInstalled(), "haproxy is not on the PATH (apt-get install haproxy)");
	}

}
