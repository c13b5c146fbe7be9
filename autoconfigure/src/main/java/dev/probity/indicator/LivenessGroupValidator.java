package dev.probity.indicator;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.probity.check.CheckSnapshot;
import dev.probity.definition.DeclaredMembers;
import dev.probity.engine.CheckMonitor;
import dev.probity.settings.CheckNames;
import dev.probity.settings.FailureAnalyzedException;
import dev.probity.settings.LivenessGroupPolicy;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Looks at what the application has put into its own liveness group.
 */
public final class LivenessGroupValidator {

	private static final Log logger = LogFactory.getLog(LivenessGroupValidator.class);

	private static final String PROPERTY = "management.endpoint.health.group.liveness.include";

	private final LivenessGroupPolicy guard;

	private final DeclaredMembers liveness;

	private final RegisteredIndicators indicators;

	private final CheckMonitor monitor;

	public LivenessGroupValidator(LivenessGroupPolicy guard, DeclaredMembers liveness, RegisteredIndicators indicators,
			CheckMonitor monitor) {
		this.guard = guard;
		this.liveness = liveness;
		this.indicators = indicators;
		this.monitor = monitor;
	}

	/**
	 * A custom indicator is about to feed liveness, for the application wants it to.
	 */
	void onCustomMember(String name) {
		if (this.guard != LivenessGroupPolicy.OFF) {
			logger.warn(("The liveness group includes '%s' ('%s'). If it depends on anything outside the process, its "
					+ "failure restarts every instance. Make it a VitalCheck if it does not, otherwise remove it.")
				.formatted(name, PROPERTY));
		}
	}

	/**
	 * Validate the group.
	 * @throws FailureAnalyzedException if what it includes stops the start
	 */
	public void validate() {
		Set<String> checks = this.monitor.snapshots().keySet();
		Set<String> contributors = this.indicators.byName().keySet();
		// of what is left to its callers, no code is called: it might hang
		List<String> external = Stream
			.concat(checks.stream(), Stream.concat(contributors.stream(), this.liveness.named().stream())
				.filter((name) -> contributors.contains(CheckNames.firstPart(name))
						&& checks.stream().noneMatch((check) -> CheckNames.covers(CheckNames.firstPart(name), check))))
			.filter(this.liveness::includes)
			.filter(this::isExternal)
			.distinct()
			.sorted()
			.toList();
		if (!external.isEmpty() && this.guard != LivenessGroupPolicy.OFF) {
			report(String.join(", ", external));
		}
	}

	private boolean isExternal(String name) {
		CheckSnapshot check = this.monitor.snapshot(name);
		return CheckNames.isExternal(name) || (check != null && !check.kind().isVital());
	}

	private void report(String names) {
		String what = "The liveness group includes %s, which checks something outside the process ('%s')"
			.formatted(names, PROPERTY);
		if (this.guard == LivenessGroupPolicy.WARN) {
			logger.warn(what + ". It is ignored by the liveness probe: restarting this instance would not repair it.");
			return;
		}
		throw new FailureAnalyzedException(
				what + ". If that fails, Kubernetes would restart every instance, and no restart would help.",
				"Remove it from the liveness group: it belongs to readiness. To start nevertheless, set "
						+ "'probity.liveness.guard' to 'warn'; the liveness probe then ignores it.");
	}

}
