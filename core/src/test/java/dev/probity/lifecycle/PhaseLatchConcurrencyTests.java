package dev.probity.lifecycle;

import java.util.List;
import java.util.stream.Stream;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.util.LoggingLevel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever threads move the instance on and speak about it at once: the phase only goes
 * forward, and nothing that was said is lost. Lincheck tries the interleavings of some
 * scenarios; {@code -Dprobity.lincheck.scenarios=<n>} changes how many.
 */
@Tag("concurrency")
@Param(name = "phase", gen = IntGen.class, conf = "0:3")
@Param(name = "override", gen = IntGen.class, conf = "0:2")
public class PhaseLatchConcurrencyTests {

	// small ones: four take about as long as one of PublicationConcurrencyTests
	private static final int SCENARIOS = 4 * Integer.getInteger("probity.lincheck.scenarios", 2);

	// made before Lincheck watches: it cannot look into the patterns that scrub a reason
	private static final List<ReadinessOverride> OVERRIDES = Stream.of(ReadinessOverride.Mode.values())
		.map(Overrides::of)
		.toList();

	private final Instance instance = new Instance();

	@Operation
	public void advanceTo(@Param(name = "phase") int phase) {
		this.instance.advanceTo(LifecyclePhase.values()[phase]);
	}

	@Operation
	public void completeStartup() {
		this.instance.completeStartup();
	}

	@Operation
	public void override(@Param(name = "override") int override) {
		this.instance.override(OVERRIDES.get(override));
	}

	@Operation
	public String state() {
		return this.instance.state().toString();
	}

	@Test
	void thePhaseOnlyGoesForwardAndNothingIsLost() {
		new ModelCheckingOptions().logLevel(LoggingLevel.ERROR)
			.iterations(SCENARIOS)
			.invocationsPerIteration(400)
			.threads(3)
			.actorsPerThread(2)
			.actorsBefore(1)
			.actorsAfter(1)
			.check(PhaseLatchConcurrencyTests.class);
	}

}
