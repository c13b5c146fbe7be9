package dev.probity.probe;

import java.util.HashMap;
import java.util.Map;

import dev.probity.check.CheckSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * A rule that says what it is told to, of every check or of one.
 */
final class ManualRule implements WithdrawalRule {

	private final Map<String, Hold> holds = new HashMap<>();

	private long revision;

	void hold(String check, long untilTick, String why) {
		this.holds.put(check, new Hold(untilTick, why));
		this.revision++;
	}

	void letGo(String check) {
		this.holds.remove(check);
		this.revision++;
	}

	@Override
	public @Nullable Hold holdOf(CheckSnapshot failing) {
		return this.holds.get(failing.name());
	}

	@Override
	public long revision() {
		return this.revision;
	}

}
