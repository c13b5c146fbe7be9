package dev.probity.benchmark.port;

import java.util.List;
import java.util.stream.IntStream;

import dev.probity.benchmark.harness.ProbeAnswer;

/**
 * What kubelets make of the answers of a liveness probe that has been asked each second:
 * one kubelet for each second of the period, as if each had begun at another moment.
 *
 * @param period seconds from one question to the next
 */
record Kubelet(int period) {

	/** <code>failureThreshold</code>, unless it is set. */
	private static final int FAILURES = 3;

	/**
	 * How many of the kubelets restart the container.
	 */
	long restarts(List<ProbeAnswer> answers) {
		return IntStream.range(0, this.period).filter((first) -> restarts(answers, first)).count();
	}

	private boolean restarts(List<ProbeAnswer> answers, int first) {
		int failures = 0;
		for (int i = first; i < answers.size(); i += this.period) {
			int status = answers.get(i).status();
			failures = (status >= 200 && status < 400) ? 0 : failures + 1;
			if (failures == FAILURES) {
				return true;
			}
		}
		return false;
	}

}
