package dev.probity.vital;

import java.time.Duration;
import java.util.List;

import dev.probity.definition.CheckDefinition;
import dev.probity.definition.RegisteredChecks;
import dev.probity.settings.CheckNames;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Registers a check for each heartbeat when it starts, and removes it when it ends.
 */
final class HeartbeatChecks {

	private final LiveHeartbeats heartbeats;

	private final VitalSettings settings;

	private final Ticker ticker;

	HeartbeatChecks(LiveHeartbeats heartbeats, VitalSettings settings, Ticker ticker) {
		this.heartbeats = heartbeats;
		this.settings = settings;
		this.ticker = ticker;
	}

	void attach(RegisteredChecks registrar) {
		if (!this.settings.excludes("heartbeat")) {
			this.heartbeats.attach(new Registrar(registrar));
		}
	}

	boolean mayCome(String name) {
		return CheckNames.firstPart(name).equals("heartbeat") && !this.settings.excludes(name);
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
