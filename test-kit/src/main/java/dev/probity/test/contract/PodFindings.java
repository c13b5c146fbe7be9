package dev.probity.test.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.probity.budget.ShutdownAnnouncement;
import dev.probity.budget.ShutdownBudget;
import dev.probity.probe.Probe;
import dev.probity.settings.FailureAnalyzedException;
import dev.probity.test.contract.ListeningPorts.Port;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.core.NestedExceptionUtils;

/**
 * What does not fit between a pod and the application in it.
 *
 * @param pod the pod
 * @param ports where the application listens
 * @param application the application
 */
record PodFindings(Pod pod, ListeningPorts ports, TestedApplication application) {

	private static final String PRE_STOP = "probity.kubernetes.pre-stop";

	/**
	 * All of them, each in a sentence.
	 */
	List<String> all() {
		List<String> findings = new ArrayList<>();
		this.ports.unknown()
			.forEach((unknown) -> findings.add(
					"%s, and the manifest does not say what that is in the pod; give it a value there, or a default in the property"
						.formatted(unknown)));
		for (String kind : List.of(Probe.LIVENESS, Probe.READINESS, Probe.STARTUP)) {
			PodProbe probe = this.pod.probe(kind);
			Probe asked = this.application.probes().probe(kind);
			if (probe == null) {
				findings.add(missing(kind)
						+ ((asked != null) ? "; ask " + this.ports.wherever(this.application, asked) : ""));
			}
			else if (asked != null) {
				if (this.ports.unknown().isEmpty()) {
					address(probe, asked, findings);
				}
				times(probe, findings);
			}
		}
		// what nobody knows of ports nobody knows of servers, which have to end
		if (this.ports.unknown().isEmpty()) {
			gracePeriod(findings);
		}
		return findings.stream().map((finding) -> this.pod.file() + ": " + finding).toList();
	}

	private static String missing(String kind) {
		return switch (kind) {
			case Probe.LIVENESS -> "there is no livenessProbe, so that a process that hangs is never restarted";
			case Probe.READINESS ->
				"there is no readinessProbe, so that the pod gets traffic from its first moment to its last";
			default ->
				"there is no startupProbe, so that a start that takes longer than the livenessProbe grants is ended by it";
		};
	}

	private void address(PodProbe probe, Probe asked, List<String> findings) {
		Map<?, ?> httpGet = probe.httpGet();
		if (httpGet == null) {
			if (probe.fields().containsKey("tcpSocket")) {
				findings.add("the %sProbe only opens a connection, which succeeds whatever the application says; ask %s"
					.formatted(probe.kind(), this.ports.wherever(this.application, asked)));
			}
			return;
		}
		String path = PodProbe.path(httpGet);
		Integer number = this.pod.port(httpGet.get("port"));
		Port port = this.ports.ports()
			.stream()
			.filter((each) -> number != null && each.number() == number)
			.findFirst()
			.orElse(null);
		if (number == null && String.valueOf(httpGet.get("port")).matches("\\d+")) {
			findings
				.add("the %sProbe asks port \"%s\" in quotes, which Kubernetes takes for the name of a port; write %s"
					.formatted(probe.kind(), httpGet.get("port"), httpGet.get("port")));
		}
		else if (port == null) {
			findings.add("the %sProbe asks port %s, on which the application does not listen; ask %s"
				.formatted(probe.kind(), httpGet.get("port"), this.ports.wherever(this.application, asked)));
		}
		else if (!port.serves(this.application, asked, path)) {
			findings.add("the %sProbe asks %s on port %s, which is %s; ask %s".formatted(probe.kind(), path, port,
					what(path, port), this.ports.wherever(this.application, asked)));
		}
		else if (path.equals(port.health() + "/" + asked.name())) {
			group(probe, asked, path, port, findings);
		}
	}

	/**
	 * A kubelet has no credentials, and asks what is exposed only.
	 */
	private void group(PodProbe probe, Probe asked, String path, Port port, List<String> findings) {
		Answer answer = this.application.askGroup(asked.name());
		if (!answer.isOfProbe()) {
			findings.add(
					"the %sProbe asks %s on port %s, where a caller without credentials gets no answer of the probe, but %s; let it through, or ask %s"
						.formatted(probe.kind(), path, port, answer, this.ports.wherever(this.application, asked)));
		}
	}

	private String what(String path, Port port) {
		if (path.equals(port.health())) {
			return "the health of everything, so that any dependency that is away fails it";
		}
		return this.application.probes()
			.all()
			.stream()
			.filter((probe) -> port.serves(this.application, probe, path))
			.map((probe) -> "the probe '%s'".formatted(probe.name()))
			.findFirst()
			.orElse("no probe");
	}

	private static void times(PodProbe probe, List<String> findings) {
		if (probe.timeout() >= probe.period()) {
			findings.add(
					"timeoutSeconds of the %sProbe, %d, is not less than its periodSeconds, %d, so that questions overlap with answers; %s"
						.formatted(probe.kind(), probe.timeout(), probe.period(),
								(probe.period() > 1) ? "give it less" : "set periodSeconds to 2 or more"));
		}
	}

	private void gracePeriod(List<String> findings) {
		try {
			Map<String, String> variables = this.pod.variables();
			gracePeriod(this.application.context()
				.getBean(ShutdownAnnouncement.class)
				.budgetWith((environment) -> PodSettings.environment(environment, variables)), findings);
		}
		catch (BindException | FailureAnalyzedException ex) {
			String cause = NestedExceptionUtils.getMostSpecificCause(ex).getMessage();
			findings.add("the application does not start with the variables of the manifest: "
					+ ((ex instanceof BindException) ? ex.getMessage() + ", " + cause : cause));
		}
	}

	private void gracePeriod(ShutdownBudget budget, List<String> findings) {
		long told = budget.steps()
			.stream()
			.filter((step) -> PRE_STOP.equals(step.setting()))
			.mapToLong((step) -> step.atMost().toSeconds())
			.sum();
		long hook = Math.max(0, this.pod.preStop() - told);
		long needed = budget.seconds() + hook;
		if (needed > this.pod.gracePeriod()) {
			findings.add(
					"terminationGracePeriodSeconds is %d, but %sa SIGTERM may take %d s (%s), so that the process is killed in the midst of it; set it to %d"
						.formatted(this.pod.gracePeriod(),
								(hook > 0) ? "its preStop hook takes %d s more than '%s' says, and after it "
									.formatted(hook, PRE_STOP) : "",
								budget.seconds(), budget.parts(", "), needed));
		}
	}

}
