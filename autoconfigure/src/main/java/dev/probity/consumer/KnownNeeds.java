package dev.probity.consumer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.probity.check.CheckSnapshot;
import dev.probity.consumer.ListenerNeeds.Said;
import dev.probity.probe.Criticality;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeMembers;
import dev.probity.probe.ProbeScope;
import dev.probity.probe.Probes;
import dev.probity.settings.CheckNames;
import dev.probity.settings.FailureAnalyzedException;
import dev.probity.text.VisibleText;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Makes needs of what is said: each check and each feature is one need, whoever needs it.
 * Thread-safe.
 */
final class KnownNeeds {

	private static final Log logger = LogFactory.getLog(KnownNeeds.class);

	private final Probes probes;

	private final Map<String, CheckSnapshot> checks;

	private final Predicate<CheckSnapshot> shadows;

	private final Predicate<String> later;

	private final boolean validate;

	// by name; those of features with a prefix that no check can have
	private final Map<String, Need> needs = new ConcurrentHashMap<>();

	/**
	 * @param checks all checks, as they are now
	 * @param shadows selects the checks that only show what they would do
	 * @param later whether a check may come while the application runs
	 * @param validate whether a check that nobody knows stops the start
	 */
	KnownNeeds(Probes probes, Map<String, CheckSnapshot> checks, Predicate<CheckSnapshot> shadows,
			Predicate<String> later, boolean validate) {
		this.probes = probes;
		this.checks = new TreeMap<>(checks);
		this.shadows = shadows;
		this.later = later;
		this.validate = validate;
	}

	/**
	 * The needs of one listener.
	 * @throws FailureAnalyzedException if there is no such check or feature
	 */
	List<Need> of(Said said) {
		List<Need> all = new ArrayList<>();
		if (said.checks() != null) {
			said.checks()
				.stream()
				.distinct()
				.filter((check) -> exists(said, check))
				.forEach((check) -> all.add(this.needs.computeIfAbsent(check, this::check)));
		}
		if (said.feature() != null) {
			Probe feature = feature(said, said.feature());
			all.add(this.needs.computeIfAbsent("feature " + feature.name(),
					(name) -> required(feature.name(), feature::criticalityOf)));
		}
		return List.copyOf(all);
	}

	private Need check(String name) {
		ProbeMembers named = (check) -> CheckNames.covers(name, check.name()) ? Criticality.REQUIRED : null;
		return required(name, named.withShadows(this.shadows));
	}

	private Need required(String name, ProbeMembers members) {
		return Need.of(name, Probe.ofFeature(name,
				(check) -> (members.criticalityOf(check) == Criticality.REQUIRED) ? Criticality.REQUIRED : null),
				this.probes);
	}

	private boolean exists(Said said, String check) {
		if (this.later.test(check)
				|| this.checks.keySet().stream().anyMatch((known) -> CheckNames.covers(check, known))) {
			return true;
		}
		if (this.validate && !CheckNames.isBuiltIn(check)) {
			throw unknown(said, "the check '%s'".formatted(VisibleText.line(check)),
					"Name checks of this application (%s), or set 'probity.validate-names' to false."
						.formatted(String.join(", ", this.checks.keySet())));
		}
		logger.warn("The listener '%s' needs '%s' (%s), which does not exist in this application and is ignored."
			.formatted(VisibleText.line(said.listener()), VisibleText.line(check), said.origin()));
		return false;
	}

	private Probe feature(Said said, String name) {
		List<Probe> features = this.probes.all()
			.stream()
			.filter((probe) -> probe.scope() == ProbeScope.FEATURE)
			.toList();
		return features.stream()
			.filter((probe) -> CheckNames.areEqual(name, probe.name()))
			.findFirst()
			.orElseThrow(() -> unknown(said, "the feature '%s'".formatted(VisibleText.line(name)),
					features.isEmpty() ? "Define it under 'probity.features', or name the checks in 'needs' instead."
							: "Name a feature of this application (%s), or define it under 'probity.features'."
								.formatted(features.stream().map(Probe::name).collect(Collectors.joining(", ")))));
	}

	private static FailureAnalyzedException unknown(Said said, String what, String wayOut) {
		return new FailureAnalyzedException("The needs of the listener '%s' (%s) are invalid: %s does not exist."
			.formatted(VisibleText.line(said.listener()), said.origin(), what), wayOut);
	}

}
