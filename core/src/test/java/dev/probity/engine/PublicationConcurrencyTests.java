package dev.probity.engine;

import java.time.Instant;
import java.util.List;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckRegistration;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.DependencyCheck;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.util.LoggingLevel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever threads register, remove, publish and read at once: each of them sees what it
 * would have seen if all had come one after the other. Lincheck tries the interleavings
 * of some scenarios; {@code -Dprobity.lincheck.scenarios=<n>} changes how many.
 */
@Tag("concurrency")
@Param(name = "check", gen = IntGen.class, conf = "0:1")
public class PublicationConcurrencyTests {

	private static final CompletedRun FAILED = new CompletedRun(CheckResult.failed("broken"), 0, 0, Instant.EPOCH);

	private static final int SCENARIOS = Integer.getInteger("probity.lincheck.scenarios", 2);

	private final CheckMonitor monitor = new CheckMonitor((transition) -> {
	});

	@Operation
	public boolean add(@Param(name = "check") int check) {
		CheckRegistration registration = new CheckRegistration("check" + check, (DependencyCheck) CheckResult::passed,
				CheckPolicy.defaults());
		try {
			this.monitor.add(CheckSnapshot.unknown(registration, 0, Instant.EPOCH));
			return true;
		}
		catch (IllegalStateException ex) {
			return false;
		}
	}

	@Operation
	public void remove(@Param(name = "check") int check) {
		this.monitor.remove("check" + check);
	}

	/** There is one scheduler; what it publishes may meet with a removal. */
	@Operation(nonParallelGroup = "scheduler")
	public void publish(@Param(name = "check") int check) {
		CheckSnapshot before = this.monitor.snapshot("check" + check);
		if (before != null) {
			this.monitor.publish(before, CheckStateMachine.next(before, FAILED));
		}
	}

	@Operation
	public List<String> read() {
		return this.monitor.snapshots()
			.values()
			.stream()
			.map((check) -> check.name() + " " + check.state() + " " + check.failures())
			.toList();
	}

	@Test
	void everyReaderSeesOneConsistentMoment() {
		new ModelCheckingOptions().logLevel(LoggingLevel.ERROR)
			.iterations(SCENARIOS)
			.invocationsPerIteration(200)
			.threads(3)
			.actorsPerThread(2)
			.actorsBefore(2)
			.actorsAfter(1)
			.check(PublicationConcurrencyTests.class);
	}

}
