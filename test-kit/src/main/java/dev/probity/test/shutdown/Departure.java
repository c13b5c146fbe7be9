package dev.probity.test.shutdown;

import java.time.Duration;
import java.util.List;

/**
 * How an application has ended under load.
 *
 * @param answered how many requests were answered
 * @param lost what became of each of the others
 * @param withdrawnFirst whether readiness said no while the application still answered
 * @param untilNotReady from the SIGTERM to readiness that says no
 * @param untilEnd from the SIGTERM to the end of the process
 * @param exitCode the exit code of the process
 * @since 0.1.0
 */
public record Departure(int answered, List<String> lost, boolean withdrawnFirst, Duration untilNotReady,
		Duration untilEnd, int exitCode) {

	private static final int SHOWN = 10;

	public Departure {
		lost = List.copyOf(lost);
	}

	void requireNoLoss(String output) {
		if (!this.lost.isEmpty()) {
			throw new AssertionError(
					"%d of %d requests were lost when the application ended (%s):%n%s%n%s".formatted(
							this.lost.size(), this.lost.size() + this.answered, this, String
								.join(System.lineSeparator(), this.lost.subList(0, Math.min(SHOWN, this.lost.size()))),
							output));
		}
		if (!this.withdrawnFirst) {
			throw new AssertionError(
					"The application ended without having said that it is not ready (%s): 'probity.lame-duck' says how long it does%n%s"
						.formatted(this, output));
		}
	}

	@Override
	public String toString() {
		return "%d requests answered, not ready %d ms and ended %d ms after its SIGTERM, exit code %d"
			.formatted(this.answered, this.untilNotReady.toMillis(), this.untilEnd.toMillis(), this.exitCode);
	}

}
