package dev.probity.vital;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import dev.probity.check.CheckResult;
import dev.probity.check.ProgressCheck;
import dev.probity.definition.CheckDefinition;
import dev.probity.definition.RegisteredChecks;
import dev.probity.settings.CheckNames;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Registers a check for each heartbeat when it starts, and removes it when it ends.
 */
final class HeartbeatChecks {

	private static final String COMPOSITE = "heartbeat";

	private final LiveHeartbeats heartbeats;

	private final VitalSettings settings;

	private final Ticker ticker;

	HeartbeatChecks(LiveHeartbeats heartbeats, VitalSettings settings, Ticker ticker) {
		this.heartbeats = heartbeats;
		this.settings = settings;
		this.ticker = ticker;
	}

	void attach(RegisteredChecks registrar) {
		if (!this.settings.excludes(COMPOSITE)) {
			this.heartbeats.attach(new Registrar(registrar));
		}
	}

	boolean mayCome(String name) {
		return CheckNames.firstPart(name).equals(COMPOSITE) && !this.settings.excludes(name);
	}

	/**
	 * Heartbeats of the names of which something is said. In a variable, the name of one
	 * follows without a slash.
	 */
	List<CheckDefinition> examples(Collection<String> said) {
		if (this.settings.excludes(COMPOSITE)) {
			return List.of();
		}
		return said.stream().flatMap(HeartbeatChecks::meant).distinct().map(this::example).toList();
	}

	private static Stream<String> meant(String said) {
		if (CheckNames.areEqual(said, COMPOSITE)) {
			return Stream.of("*");
		}
		if (CheckNames.covers(COMPOSITE, said)) {
			return Stream.of(said.substring(said.indexOf('/') + 1));
		}
		String flat = CheckNames.canonical(said);
		return (CheckNames.isFlat(said) && flat.startsWith(COMPOSITE)) ? Stream.of(flat.substring(COMPOSITE.length()))
				: Stream.empty();
	}

	private CheckDefinition example(String name) {
		return VitalPolicies.heartbeat(LiveHeartbeats.checkName(name), this.settings.maxSilence(name),
				(policy) -> (ProgressCheck) CheckResult::passed);
	}

	void detach() {
		this.heartbeats.detach();
	}

	private CheckDefinition define(Heartbeat heartbeat) {
		Duration maxSilence = maxSilence(heartbeat);
		return VitalPolicies.heartbeat(LiveHeartbeats.checkName(heartbeat.name()), maxSilence,
				(policy) -> new HeartbeatCheck(heartbeat, maxSilence, policy, this.ticker));
	}

	private @Nullable Duration maxSilence(Heartbeat heartbeat) {
		Duration set = this.settings.maxSilence(heartbeat.name());
		return (set != null) ? set : heartbeat.maxSilence();
	}

	private final class Registrar implements HeartbeatRegistrar {

		private final RegisteredChecks checks;

		Registrar(RegisteredChecks checks) {
			this.checks = checks;
		}

		@Override
		public void add(Heartbeat heartbeat) {
			this.checks.add(List.of(define(heartbeat)), null);
		}

		@Override
		public void remove(Heartbeat heartbeat) {
			this.checks.remove(List.of(LiveHeartbeats.checkName(heartbeat.name())));
		}

	}

}
