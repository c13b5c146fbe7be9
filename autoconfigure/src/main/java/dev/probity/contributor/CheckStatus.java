package dev.probity.contributor;

import dev.probity.check.CheckResult;
import dev.probity.check.CheckSnapshot;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Status;

/**
 * The status of a check as a component: UP, DOWN or UNKNOWN, or its own word for one of
 * these.
 */
public final class CheckStatus {

	private CheckStatus() {
	}

	public static Status of(CheckSnapshot check, long now) {
		return switch (check.shown(now)) {
			case UNKNOWN -> Status.UNKNOWN;
			case STALE -> Status.DOWN;
			case PASSING -> (check.degradedBy() != null) ? own(check.degradedBy(), Status.UP)
					: own(check, CheckResult.Passed.class, Status.UP);
			case FAILING -> own(check, CheckResult.Failed.class, Status.DOWN);
		};
	}

	/**
	 * Its own word, as long as the last result is one of those that the state is made of.
	 */
	private static Status own(CheckSnapshot check, Class<? extends CheckResult> type, Status standard) {
		CheckResult last = check.lastResult();
		return type.isInstance(last) ? own(last, standard) : standard;
	}

	private static Status own(CheckResult result, Status standard) {
		CheckResult.OwnStatus own = result.ownStatus();
		return (own != null) ? new Status(own.code(), own.description()) : standard;
	}

	/**
	 * The status code with which a check has passed, if it is not one of Actuator's.
	 */
	static @Nullable String unheardOf(CheckResult result) {
		CheckResult.OwnStatus own = result.ownStatus();
		if (!(result instanceof CheckResult.Passed) || own == null || own.code().equals(Status.UP.getCode())
				|| own.code().equals(Status.UNKNOWN.getCode())) {
			return null;
		}
		return own.code();
	}

}
