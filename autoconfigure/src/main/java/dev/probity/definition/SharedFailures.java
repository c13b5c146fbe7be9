package dev.probity.definition;

import java.time.Duration;

import dev.probity.check.CheckSnapshot;
import dev.probity.check.Range;
import dev.probity.probe.Hold;
import dev.probity.probe.WithdrawalRule;
import dev.probity.settings.FleetProperties;
import dev.probity.settings.RequiredRange;
import dev.probity.text.Durations;
import org.jspecify.annotations.Nullable;

/**
 * Does with the failure of a dependency what is set for its check. Thread-safe.
 */
public final class SharedFailures implements WithdrawalRule {

	private static final Range<Duration> HOLD_FOR = Range.of(Duration.ofMillis(1), Duration.ofDays(36_500));

	private final CheckCriticalities checks;

	private final long holdFor;

	private final String forThatTime;

	private final WithdrawalRule peers;

	private SharedFailures(CheckCriticalities checks, Duration holdFor, WithdrawalRule peers) {
		this.checks = checks;
		this.holdFor = holdFor.toNanos();
		this.forThatTime = "for at most " + Durations.exact(holdFor);
		this.peers = peers;
	}

	/**
	 * The rule of an instance.
	 * @param peers decides where peers are asked, or {@code null} if there are none
	 */
	public static SharedFailures of(FleetProperties fleet, CheckCriticalities checks, @Nullable WithdrawalRule peers) {
		RequiredRange.require("probity.fleet.hold-for", fleet.holdFor(), HOLD_FOR,
				"it is the time for which a failure only degrades the instance");
		return new SharedFailures(checks, fleet.holdFor(), (peers != null) ? peers : WithdrawalRule.ALWAYS);
	}

	@Override
	public @Nullable Hold holdOf(CheckSnapshot failing) {
		return switch (this.checks.shared(failing.name())) {
			case LEAVE -> null;
			case HOLD -> new Hold(failing.sinceTick() + this.holdFor, this.forThatTime);
			case STAY -> Hold.withoutEnd(failing.sinceTick(), "for as long as it lasts");
			case ASK -> this.peers.holdOf(failing);
		};
	}

	@Override
	public long revision() {
		return this.peers.revision();
	}

}
