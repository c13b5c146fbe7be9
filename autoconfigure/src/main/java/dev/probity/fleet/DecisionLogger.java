package dev.probity.fleet;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * One log line for each decision on a failure, and for each change of mind.
 */
final class DecisionLogger {

	private static final Log logger = LogFactory.getLog(DecisionLogger.class);

	private DecisionLogger() {
	}

	static void log(SharedFailureDecision decision) {
		logger.warn(line(decision));
	}

	static String line(SharedFailureDecision decision) {
		if (decision.recovering()) {
			return "Check '%s' has passed here again, though not often enough yet: the instance stays in service, degraded"
				.formatted(decision.check());
		}
		String peers = "%d of %d peers"
			.formatted((decision.mind() == Mind.STAY) ? decision.failing() : decision.passing(), decision.asked());
		if (decision.mind() == Mind.STAY) {
			return "Check '%s' fails for %s, too: the instance stays in service, degraded".formatted(decision.check(),
					peers);
		}
		if (decision.passing() > 0) {
			return "Check '%s' fails here and passes for %s: the instance leaves".formatted(decision.check(), peers);
		}
		return (decision.failing() > 0)
				? "Check '%s' fails here and for %d of %d peers, and no other said anything: too few to stay, the instance leaves"
					.formatted(decision.check(), decision.failing(), decision.asked())
				: "Check '%s' fails, and none of %d peers said anything: the instance leaves, as if it were alone"
					.formatted(decision.check(), decision.asked());
	}

}
