package dev.probity.check;

import java.util.SplittableRandom;

import dev.probity.engine.Simulation;
import dev.probity.probe.Hold;
import dev.probity.probe.WithdrawalRule;
import org.jspecify.annotations.Nullable;

/**
 * Peers that say whatever comes into their minds.
 */
public final class SimulatedRule implements WithdrawalRule {

	private static final long LONGEST_HOLD = 4_000_000_000L;

	private final Simulation world;

	private @Nullable Hold hold;

	private long revision;

	public SimulatedRule(Simulation world) {
		this.world = world;
	}

	public void change(SplittableRandom random) {
		long now = this.world.time.read();
		this.hold = switch (random.nextInt(4)) {
			case 0 -> new Hold(now + random.nextLong(LONGEST_HOLD), "for a time");
			case 1, 2 -> Hold.withoutEnd(now, "for good");
			default -> null;
		};
		this.revision++;
	}

	/** Reckoned anew. */
	public boolean holds() {
		return this.hold != null && this.hold.untilTick() - this.world.time.read() > 0;
	}

	@Override
	public @Nullable Hold holdOf(CheckSnapshot failing) {
		return this.hold;
	}

	@Override
	public long revision() {
		return this.revision;
	}

}
