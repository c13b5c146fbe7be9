package dev.probity.benchmark.rollout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What came of a rolling restart.
 *
 * @param departures how the instances went
 * @param tallies what came of the requests, by the name of the callers
 * @param counts what HAProxy has counted itself, by the name of the balancer
 */
record RolloutResult(List<Departure> departures, Map<String, Tally> tallies, Map<String, BalancerCount> counts) {

	Tally tally(String callers) {
		Tally tally = this.tallies.get(callers);
		if (tally == null) {
			throw new IllegalArgumentException("There are no callers '%s'".formatted(callers));
		}
		return tally;
	}

	/**
	 * Write a line for each request that failed.
	 */
	void writeFailures(Path file) throws IOException {
		List<String> lines = new ArrayList<>(List.of("callers,outcome,last_sigterm,sent_after_ms,known_after_ms"));
		this.tallies.forEach((callers, tally) -> tally.failures()
			.forEach((failure) -> lines.add("%s,%s,%s".formatted(callers, failure.outcome(), position(failure)))));
		Files.write(file, lines);
	}

	private String position(Tally.Failure failure) {
		Departure last = null;
		for (Departure departure : this.departures) {
			if (last == null || departure.signalledAt() <= failure.endedAt()) {
				last = departure;
			}
		}
		return (last != null)
				? String.format(Locale.ROOT, "%s,%.1f,%.1f", last.instance(),
						(failure.sentAt() - last.signalledAt()) / 1e6, (failure.endedAt() - last.signalledAt()) / 1e6)
				: ",,";
	}

	/**
	 * What HAProxy says of the requests.
	 *
	 * @param requests how many it has got
	 * @param retries how many it has sent once more
	 */
	record BalancerCount(int requests, int retries) {

	}

}
