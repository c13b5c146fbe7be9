package dev.probity.actuate;

import java.util.List;

import dev.probity.actuate.ProbityDescriptor.Details;
import dev.probity.actuate.ProbityDescriptor.HoldDescriptor;
import dev.probity.actuate.ProbityDescriptor.RestartDescriptor;
import dev.probity.lifecycle.LivenessHold;
import dev.probity.lifecycle.RestartHistory;
import dev.probity.text.Durations;
import org.jspecify.annotations.Nullable;

/**
 * Restarts, those that were and one that is held back, as the endpoint shows them.
 */
final class DescribedRestarts {

	private DescribedRestarts() {
	}

	static @Nullable HoldDescriptor of(@Nullable LivenessHold hold, long now, Details details) {
		return (hold != null) ? new HoldDescriptor(details.of(hold.reason()), hold.since(), hold.until(),
				Durations.exact(hold.remaining(now))) : null;
	}

	static @Nullable List<RestartDescriptor> of(@Nullable RestartHistory history, Details details) {
		return (history != null) ? history.ends()
			.stream()
			.map((end) -> new RestartDescriptor(end.at(), end.reason(), Durations.exact(end.uptime()),
					details.of(end.words().isEmpty() ? null : end.words())))
			.toList() : null;
	}

}
