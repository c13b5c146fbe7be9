package dev.probity.actuate;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.probity.fleet.Fleet;
import dev.probity.fleet.Mind;

/**
 * The other instances.
 *
 * @param peers how many are known
 * @param questions what came of the last question about a check, by its name
 * @since 0.1.0
 */
public record FleetDescriptor(int peers, Map<String, PollDescriptor> questions) {

	static FleetDescriptor of(Fleet fleet) {
		Map<String, PollDescriptor> questions = new LinkedHashMap<>();
		fleet.latest()
			.forEach((check, decision) -> questions.put(check, new PollDescriptor(decision.mind(), decision.asked(),
					decision.passing(), decision.failing(), decision.none(), decision.at())));
		return new FleetDescriptor(fleet.peers(), Collections.unmodifiableMap(questions));
	}

	/**
	 * What came of a question to other instances.
	 *
	 * @param mind what follows for a failure of the check
	 * @param asked how many were asked
	 * @param passing for how many it passes
	 * @param failing for how many it fails
	 * @param none for how many nothing is known
	 * @param at when the last of them answered
	 */
	public record PollDescriptor(Mind mind, int asked, int passing, int failing, int none, Instant at) {

	}

}
