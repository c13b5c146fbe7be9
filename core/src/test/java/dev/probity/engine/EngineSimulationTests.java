package dev.probity.engine;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The real scheduler, monitor, instance and probes on virtual time, in worlds that are
 * made up from a seed each: checks that pass, fail, hang, come late, throw, answer
 * {@code null} or cannot ask; scheduler stalls, pauses of the whole process, checks that
 * come and go, operators, shutdowns. {@link SimulationInvariants} and
 * {@link SimulatedInstance} say what holds at every moment.
 * <p>
 * A seed that fails is printed with the invariant; replay it alone with
 * {@code -Dprobity.simulation.seed=<n>}. {@code -Dprobity.simulation.seeds=<n>} changes
 * how many are tried.
 */
class EngineSimulationTests {

	private static final int SEEDS = Integer.getInteger("probity.simulation.seeds", 1_000);

	private static final int MOST_SHOWN = 9;

	@Test
	void whateverTheWorldDoesEveryInvariantHolds() {
		Long one = Long.getLong("probity.simulation.seed");
		LongStream seeds = (one != null) ? LongStream.of(one) : LongStream.range(0, SEEDS);
		List<AssertionError> failures = seeds.parallel().mapToObj(this::failure).flatMap(Optional::stream).toList();
		if (!failures.isEmpty()) {
			AssertionError first = failures.get(0);
			failures.stream().skip(1).limit(MOST_SHOWN).forEach(first::addSuppressed);
			throw first;
		}
	}

	private Optional<AssertionError> failure(long seed) {
		try {
			List<String> liveness = liveness(seed, "one");
			twoHistoriesOfDependenciesGiveTheSameLiveness(liveness, liveness(seed, "another"));
			return Optional.empty();
		}
		catch (Throwable ex) {
			return Optional.of(new AssertionError("-Dprobity.simulation.seed=%d: %s".formatted(seed, ex), ex));
		}
	}

	private List<String> liveness(long seed, String history) {
		Simulation world = new Simulation(seed, history);
		SimulationPlan plan = new SimulationPlan(world);
		world.run(plan.length);
		return plan.instance().livenessTrace;
	}

	private void twoHistoriesOfDependenciesGiveTheSameLiveness(List<String> one, List<String> another) {
		assertThat(another).as("liveness trace").isEqualTo(one).isNotEmpty();
	}

}
