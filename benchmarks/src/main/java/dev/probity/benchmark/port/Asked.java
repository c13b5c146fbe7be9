package dev.probity.benchmark.port;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import dev.probity.benchmark.harness.ProbeAnswer;

/**
 * What a port has answered while all threads waited.
 *
 * @param subject the application
 * @param port what the port is called
 * @param liveness its answers, one a second
 * @param readiness likewise
 */
record Asked(String subject, String port, List<ProbeAnswer> liveness, List<ProbeAnswer> readiness) {

	static final String HEAD = """
			| application | asked on | liveness 200 within 1 s | readiness answered within 1 s | first 503 of readiness | \
			slowest answer | kubelets that restart it |
			| --- | --- | --- | --- | --- | --- | --- |
			""";

	String line(Kubelet kubelet) {
		return "| %s | %s | %d of %d | %d of %d | %s | %s | %d of %d |\n".formatted(this.subject, this.port,
				this.liveness.stream().filter((answer) -> answer.status() == 200).count(), this.liveness.size(),
				this.readiness.stream().filter(ProbeAnswer::isAnswered).count(), this.readiness.size(), firstNo(),
				slowest(), kubelet.restarts(this.liveness), kubelet.period());
	}

	boolean isProbePort() {
		return this.port.equals(Instance.PROBE_PORT);
	}

	/**
	 * Milliseconds of the slowest answer; more than a kubelet waits if there was none.
	 */
	double slowestMillis() {
		return Stream.concat(this.liveness.stream(), this.readiness.stream())
			.mapToDouble((answer) -> (answer.isAnswered() ? answer.latency() : Duration.ofSeconds(1)).toNanos() / 1e6)
			.max()
			.orElse(Double.NaN);
	}

	private String slowest() {
		double millis = slowestMillis();
		return (millis >= 1000) ? "none" : String.format(Locale.ENGLISH, "%.0f ms", millis);
	}

	private String firstNo() {
		for (int second = 0; second < this.readiness.size(); second++) {
			if (this.readiness.get(second).status() == 503) {
				return second + " s";
			}
		}
		return "–";
	}

}
