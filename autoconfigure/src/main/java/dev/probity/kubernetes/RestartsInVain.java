package dev.probity.kubernetes;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.probity.lifecycle.RestartPause;
import org.jspecify.annotations.Nullable;

/**
 * The restart budget: which vital checks have restarted the container twice within 10
 * minutes, and so are not to ask for a third restart at once. The pause doubles with each
 * further one that does not help. What counts is the time for which the processes ran:
 * Kubernetes itself waits longer and longer between them. Pure.
 */
final class RestartsInVain {

	static final Duration WINDOW = Duration.ofMinutes(10);

	private static final Duration LONGEST_PAUSE = Duration.ofHours(24);

	private static final int ENOUGH = 2;

	private RestartsInVain() {
	}

	/**
	 * The pauses of this process.
	 * @param past the processes before it, oldest first
	 * @param begun when this one began
	 * @param tick reading of the ticker at that moment
	 * @return the pauses by the name of the vital check
	 */
	static Map<String, RestartPause> pauses(List<Run> past, Instant begun, long tick) {
		Set<String> vitals = past.stream()
			.filter((run) -> EndReason.isVital(run.reason()) && !EndReason.isFatal(run.reason(), run.words()))
			.map(Run::reason)
			.collect(Collectors.toSet());
		Map<String, RestartPause> pauses = new LinkedHashMap<>();
		vitals.forEach((vital) -> {
			RestartPause pause = pause(vital, past, begun, tick);
			if (pause != null) {
				pauses.put(vital, pause);
			}
		});
		return pauses;
	}

	private static @Nullable RestartPause pause(String vital, List<Run> past, Instant begun, long tick) {
		int restarts = 0;
		Duration left = null;
		// from an end of the vital to the next one, or to now
		Duration ran = Duration.ZERO;
		Instant next = begun;
		for (int i = past.size() - 1; i >= 0; i--) {
			Run run = past.get(i);
			if (run.reason().equals(vital)) {
				if (ran.compareTo(WINDOW) >= 0) {
					break;
				}
				restarts++;
				left = (left != null) ? left : WINDOW.minus(ran);
				ran = Duration.ZERO;
			}
			ran = ran.plus(run.effective(next));
			next = run.started();
		}
		return (restarts < ENOUGH) ? null
				: new RestartPause(restarts, pauseAfter(restarts), tick + Objects.requireNonNull(left).toNanos());
	}

	static Duration pauseAfter(int restarts) {
		Duration pause = WINDOW;
		for (int i = ENOUGH; i < restarts && pause.compareTo(LONGEST_PAUSE) < 0; i++) {
			pause = pause.multipliedBy(2);
		}
		return (pause.compareTo(LONGEST_PAUSE) < 0) ? pause : LONGEST_PAUSE;
	}

}
