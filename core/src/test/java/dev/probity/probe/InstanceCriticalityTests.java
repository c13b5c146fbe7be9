package dev.probity.probe;

import java.util.List;

import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.engine.ManualMonitor;
import dev.probity.fixture.Guards;
import dev.probity.lifecycle.Instance;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a check means to the instance, of all that it means to its probes.
 */
class InstanceCriticalityTests {

	private final CheckSnapshot worker = Snapshots.vital("worker", CheckState.PASSING);

	@ParameterizedTest
	@CsvSource(nullValues = "-", textBlock = """
			-        | -        | OBSERVED
			OBSERVED | -        | OBSERVED
			OPTIONAL | OBSERVED | OPTIONAL
			OBSERVED | REQUIRED | REQUIRED
			REQUIRED | OPTIONAL | REQUIRED
			""", delimiter = '|')
	void theGravestHolds(@Nullable Criticality live, @Nullable Criticality ready, Criticality instance) {
		assertThat(probes(new Probe(Probe.LIVENESS, ProbeType.LIVENESS, (check) -> live),
				new Probe(Probe.READINESS, ProbeType.READINESS, (check) -> ready))
			.criticalityOf(this.worker)).isEqualTo(instance);
	}

	@Test
	void whatOnlyAFeatureRequiresMeansNothingToTheInstance() {
		assertThat(probes(Probe.ofFeature("orders", (check) -> Criticality.REQUIRED)).criticalityOf(this.worker))
			.isEqualTo(Criticality.OBSERVED);
	}

	private static Probes probes(Probe... probes) {
		ManualMonitor checks = new ManualMonitor();
		return new Probes(List.of(probes), checks.monitor(), Guards.patient(), new Instance(), List.of(),
				checks.time());
	}

}
