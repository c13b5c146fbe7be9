package dev.probity.fleet;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.probity.fixture.FrozenProcess;
import dev.probity.fixture.OneAtATime;
import dev.probity.fixture.OwnPostgres;
import dev.probity.fixture.Ports;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Four instances on one database, each a process: what becomes of requests that need no
 * database while all lose it, while one does, and while some of the peers are frozen. The
 * long form, {@code -Dprobity.fleet.freeze=60}, makes the table of docs/fleet.md.
 */
@OneAtATime
class FleetProcessTests {

	private static final int SECONDS = Integer.getInteger("probity.fleet.freeze", 15);

	private static final int RATE = 100;

	private static OwnPostgres database;

	@BeforeAll
	static void startDatabase() throws IOException {
		database = OwnPostgres.start();
	}

	@AfterAll
	static void endDatabase() throws IOException {
		database.close();
	}

	@Test
	void whoAsksStaysWhenAllLoseTheDatabaseAndLeavesWhenItIsAlone() throws Exception {
		try (Fleet fleet = Fleet.start("ask"); OrderBalancer balancer = balancer(fleet)) {
			aloneItLeaves(fleet, balancer);
			OrderLoad load = freeze(fleet, balancer);
			report("ask", load);
			assertThat(load.failed()).as("requests that need no database").isZero();
			withHalfOfThemFrozenTheOthersStay(fleet);
		}
	}

	@Test
	void whoDoesNotAskLeavesWithAllTheOthers() throws Exception {
		try (Fleet fleet = Fleet.start("leave"); OrderBalancer balancer = balancer(fleet)) {
			OrderLoad load = freeze(fleet, balancer);
			report("leave", load);
			assertThat(load.failed()).as("requests that need no database").isPositive();
		}
	}

	private static void aloneItLeaves(Fleet fleet, OrderBalancer balancer) throws Exception {
		OrderInstance lone = fleet.instances().get(0);
		try (OrderLoad load = new OrderLoad(balancer.port(), "/free").begin(RATE)) {
			fleet.way().cut();
			await("the lone one leaves").atMost(Duration.ofSeconds(40)).until(() -> lone.readiness() == 503);
			TimeUnit.SECONDS.sleep(3);
			assertThat(fleet.readiness()).as(fleet::words).containsExactly(503, 200, 200, 200);
			fleet.way().mend();
			await("the lone one is back").atMost(Duration.ofSeconds(60)).until(() -> lone.readiness() == 200);
			assertThat(load.end().failed()).as("requests while one leaves").isZero();
		}
	}

	/**
	 * All lose the database.
	 */
	private static OrderLoad freeze(Fleet fleet, OrderBalancer balancer) throws Exception {
		OrderLoad load = new OrderLoad(balancer.port(), "/free").begin(RATE);
		try (FrozenProcess hanging = database.freeze()) {
			TimeUnit.SECONDS.sleep(SECONDS);
			load.end();
			System.out.println("after " + SECONDS + " s: " + fleet.readiness() + "\n" + fleet.words());
		}
		load.close();
		// who is held is ready, too
		await("all are well again").atMost(Duration.ofSeconds(60))
			.until(() -> fleet.instances().stream().map(OrderInstance::verbose).allMatch(FleetProcessTests::isWell));
		return load;
	}

	private static boolean isWell(String verbose) {
		return verbose.startsWith("# Ready for ");
	}

	private static void withHalfOfThemFrozenTheOthersStay(Fleet fleet) throws Exception {
		OrderInstance live = fleet.instances().get(0);
		OrderInstance other = fleet.instances().get(1);
		try (FrozenProcess hanging = database.freeze()) {
			await("both have their answers").atMost(Duration.ofSeconds(40))
				.until(() -> live.verbose().contains("fail too") && other.verbose().contains("fail too"));
			try (FrozenProcess first = fleet.instances().get(2).freeze();
					FrozenProcess second = fleet.instances().get(3).freeze()) {
				// they ask again after 10 s
				await("neither leaves meanwhile").during(Duration.ofSeconds(12))
					.atMost(Duration.ofSeconds(40))
					.pollInterval(Duration.ofMillis(200))
					.failFast(() -> assertThat(List.of(live.readiness(), other.readiness()))
						.as(() -> live.verbose() + "\n" + other.verbose())
						.containsOnly(200))
					.until(() -> true);
			}
		}
	}

	private static OrderBalancer balancer(Fleet fleet) throws IOException, InterruptedException {
		assumeTrue(OrderBalancer.program().isPresent(), "haproxy is not installed");
		OrderBalancer balancer = OrderBalancer.start(fleet.instances());
		// until it knows all of them
		TimeUnit.SECONDS.sleep(4);
		return balancer;
	}

	private static void report(String shared, OrderLoad load) {
		System.out.printf("| `%s` | %d | %d |%n", shared, load.sent(), load.failed());
	}

	private record Fleet(List<OrderInstance> instances, CutWay way) implements AutoCloseable {

		static Fleet start(String shared) throws IOException {
			List<Integer> probePorts = IntStream.range(0, 4).mapToObj((i) -> Ports.free()).toList();
			String peers = probePorts.stream().map((port) -> "127.0.0.1:" + port).collect(Collectors.joining(","));
			CutWay way = new CutWay(CutWay.port(database.url()));
			List<OrderInstance> instances = new ArrayList<>();
			for (int port : probePorts) {
				instances.add(OrderInstance.start(Ports.free(), port,
						instances.isEmpty() ? CutWay.url(database.url(), way) : database.url(),
						List.of("probity.checks.db.shared=" + shared, "probity.fleet.peers=" + peers,
								"management.endpoint.health.show-details=always")));
			}
			instances.forEach(OrderInstance::awaitReady);
			return new Fleet(instances, way);
		}

		List<Integer> readiness() {
			return this.instances.stream().map(OrderInstance::readiness).toList();
		}

		String words() {
			return this.instances.stream().map(OrderInstance::verbose).collect(Collectors.joining("\n"));
		}

		@Override
		public void close() throws IOException {
			this.instances.forEach(OrderInstance::close);
			this.way.close();
		}

	}

}
