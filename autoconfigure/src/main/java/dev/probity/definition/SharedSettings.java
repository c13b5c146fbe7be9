package dev.probity.definition;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.probity.check.CheckKind;
import dev.probity.check.CheckSnapshot;
import dev.probity.engine.CheckMonitor;
import dev.probity.probe.Criticality;
import dev.probity.probe.ProbeType;
import dev.probity.probe.Probes;
import dev.probity.probe.SharedFailure;
import dev.probity.settings.CheckNames;
import dev.probity.settings.ProbityProperties;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * Says at the start which settings of failures that instances share have no effect, and
 * on Kubernetes what would happen if all of them lost the same dependency.
 */
final class SharedSettings {

	private static final Log logger = LogFactory.getLog(SharedSettings.class);

	// what has a meaning only if there are peers, or only if a failure is held for a time
	private static final List<String> OF_PEERS = List.of("token", "path");

	private final ProbityProperties properties;

	private final CheckCriticalities checks;

	private final ConfigurableApplicationContext context;

	SharedSettings(ProbityProperties properties, CheckCriticalities checks, ConfigurableApplicationContext context) {
		this.properties = properties;
		this.checks = checks;
		this.context = context;
	}

	void onRefreshed(ContextRefreshedEvent event) {
		Probes probes = this.context.getBeanProvider(Probes.class).getIfAvailable();
		CheckMonitor monitor = this.context.getBeanProvider(CheckMonitor.class).getIfAvailable();
		if (event.getApplicationContext() != this.context || probes == null || monitor == null) {
			return;
		}
		List<CheckSnapshot> required = monitor.snapshots()
			.values()
			.stream()
			.filter((check) -> check.kind() == CheckKind.DEPENDENCY && isRequired(check, probes))
			.toList();
		this.properties.checks().forEach((name, check) -> {
			if (check.shared() != null && covers(name, monitor.snapshots().values().stream())
					&& !covers(name, required.stream())) {
				hasNoEffect(CheckSettings.property(name, "shared"),
						"no readiness probe requires '%s', whose failure withdraws nothing".formatted(name));
			}
		});
		settingsOfTheFleet(required);
		if (!this.properties.fleet().knowsPeers() && CloudPlatform.KUBERNETES.isActive(this.context.getEnvironment())) {
			whatAnOutageWouldDo(required);
		}
	}

	private void settingsOfTheFleet(List<CheckSnapshot> required) {
		if (!this.properties.fleet().knowsPeers()) {
			OF_PEERS.stream()
				.map((setting) -> "probity.fleet." + setting)
				.filter(this::isSet)
				.forEach((property) -> hasNoEffect(property, "no peers are set"));
		}
		if (isSet("probity.fleet.hold-for")
				&& required.stream().noneMatch((check) -> this.checks.shared(check.name()) == SharedFailure.HOLD)) {
			hasNoEffect("probity.fleet.hold-for", "no required check has 'shared' set to 'hold'");
		}
	}

	/**
	 * Only where nobody has decided on it.
	 */
	private void whatAnOutageWouldDo(List<CheckSnapshot> required) {
		String leaving = required.stream()
			.map(CheckSnapshot::name)
			.filter((check) -> this.checks.shared(check) == SharedFailure.LEAVE && this.properties.checks()
				.entrySet()
				.stream()
				.noneMatch((said) -> said.getValue().shared() != null && CheckNames.covers(said.getKey(), check)))
			.map((check) -> "'" + check + "'")
			.collect(Collectors.joining(", "));
		if (!leaving.isEmpty()) {
			logger.info(("If all instances lose %s at the same time, all of them stop being ready at the same time. "
					+ "Set 'probity.fleet.dns' to the name of a headless Service of this application: "
					+ "an instance then asks the others, and stays if they have lost it, too.")
				.formatted(leaving));
		}
	}

	private boolean isSet(String property) {
		return this.context.getEnvironment().containsProperty(property);
	}

	private static boolean isRequired(CheckSnapshot check, Probes probes) {
		return probes.all()
			.stream()
			.anyMatch((probe) -> probe.type() == ProbeType.READINESS
					&& probe.criticalityOf(check) == Criticality.REQUIRED);
	}

	private static boolean covers(String said, Stream<CheckSnapshot> checks) {
		return checks.anyMatch((check) -> CheckNames.covers(said, check.name()));
	}

	private static void hasNoEffect(String property, String reason) {
		logger.warn("The property '%s' has no effect: %s.".formatted(property, reason));
	}

}
