package dev.probity.vital;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

import dev.probity.check.CheckPolicy;
import dev.probity.check.HealthCheck;
import dev.probity.definition.CheckDefinition;
import dev.probity.definition.CheckDefinition.Pace;
import dev.probity.engine.SchedulerThread;
import dev.probity.probe.Criticality;
import dev.probity.probe.ProbeType;
import dev.probity.settings.CheckNames;
import dev.probity.settings.VitalProperties;
import dev.probity.time.Ticker;

import org.springframework.core.env.Environment;

/**
 * Checks of what every process has: threads, memory, a disk, file descriptors.
 */
record ProcessVitals(VitalProperties properties, Environment environment, SchedulerThread thread, Ticker ticker) {

	private static final Duration SELDOM = Duration.ofSeconds(30);

	List<CheckDefinition> definitions() {
		return List.of(scheduler(), deadlock(), memory(), disk(), fileDescriptors());
	}

	private CheckDefinition scheduler() {
		return required("scheduler", ProbeType.LIVENESS,
				VitalPolicies.within(this.properties.scheduler().maxSilence(), 6, 6),
				(policy) -> new SchedulerCheck(this.thread));
	}

	private CheckDefinition deadlock() {
		return required("deadlock", ProbeType.LIVENESS, VitalPolicies.every(VitalPolicies.INTERVAL, 2),
				(policy) -> new DeadlockCheck());
	}

	/**
	 * Counts the time itself.
	 */
	private CheckDefinition memory() {
		VitalProperties.Memory memory = this.properties.memory();
		return required("memory", ProbeType.LIVENESS, VitalPolicies.every(memory.duration().dividedBy(6), 1),
				(policy) -> new MemoryCheck(memory.heapThreshold(), memory.pauseThreshold(), memory.duration(),
						policy.interval(), this.ticker));
	}

	private CheckDefinition disk() {
		return DiskVital.definition(CheckNames.DISK,
				(policy) -> DiskVital.check(this.properties.disk(), this.environment));
	}

	private CheckDefinition fileDescriptors() {
		return required("fileDescriptors", ProbeType.READINESS, VitalPolicies.every(SELDOM, 2),
				(policy) -> new FileDescriptorCheck(this.properties.fileDescriptors().threshold()));
	}

	private static CheckDefinition required(String name, ProbeType probe, CheckPolicy policy,
			Function<CheckPolicy, HealthCheck> check) {
		return new CheckDefinition(name, null, Criticality.REQUIRED, probe, Pace.NORMAL, policy, check);
	}

}
