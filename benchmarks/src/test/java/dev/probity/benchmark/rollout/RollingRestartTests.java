package dev.probity.benchmark.rollout;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The short form of the proof: one rolling restart with Probity and one without, on
 * Tomcat.
 */
class RollingRestartTests {

	private static final Duration LAME_DUCK = Duration.ofSeconds(3);

	private static RolloutResult stock;

	private static RolloutResult probity;

	@BeforeAll
	static void restart() throws Exception {
		List<Balancer> balancers = HaProxy.isInstalled() ? List.of(Balancer.SWIFT) : List.of();
		Callers callers = new Callers(balancers, Callers.Direct.DEFAULT, Duration.ofSeconds(1), Duration.ofMillis(500));
		try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
			probity = run(Variant.PROBITY, callers, postgres);
			stock = run(Variant.STOCK, callers, postgres);
		}
	}

	private static RolloutResult run(Variant variant, Callers callers, EmbeddedPostgres postgres) throws Exception {
		Application application = new Application(Stack.TOMCAT, variant, LAME_DUCK,
				postgres.getJdbcUrl("postgres", "postgres"));
		return Rollout.run(application, callers, Path.of("target", "rollout", "short-" + variant.label()));
	}

	@Test
	void behindHaProxyNoRequestIsLost() {
		assumeHaProxy();
		assertThat(probity.tally(Balancer.SWIFT.name()).failures()).isEmpty();
	}

	@Test
	void behindHaProxySomeAreLostWithoutProbity() {
		assumeHaProxy();
		assertThat(stock.tally(Balancer.SWIFT.name()).failed()).isPositive();
	}

	@Test
	void withoutABalancerNoRequestIsLost() {
		assertThat(probity.tally(Callers.Direct.NAME).failures()).isEmpty();
	}

	@Test
	void withoutABalancerSomeAreLostWithoutProbity() {
		assertThat(stock.tally(Callers.Direct.NAME).failed()).isPositive();
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
			.allSatisfy((departure) -> assertThat(departure.exitCode()).isEqualTo(143))
			.allSatisfy((departure) -> assertThat(departure.exit()).isLessThan(LAME_DUCK));
	}

	private static void assumeHaProxy() {
		assumeTrue(HaProxy.isInstalled(), "haproxy is not on the PATH (apt-get install haproxy)");
	}

}
