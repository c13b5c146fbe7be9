package dev.probity.indicator;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.probity.definition.CheckSettings;
import dev.probity.definition.DeclaredMembers;
import dev.probity.probe.Criticality;
import dev.probity.probe.ProbeType;
import dev.probity.settings.CheckNames;
import dev.probity.settings.FailureAnalyzedException;
import dev.probity.settings.ProbityProperties;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Decides which contributors become checks: all except those that the application
 * excludes. One that a probe or gRPC health includes is always a check, since it would
 * otherwise run on the caller's thread.
 */
public final class AdoptionSettings {

	private static final Log logger = LogFactory.getLog(AdoptionSettings.class);

	private final ProbityProperties properties;

	private final CheckSettings checks;

	private final DeclaredMembers liveness;

	private final DeclaredMembers readiness;

	private final SynchronouslyReadIndicators asked;

	private final Supplier<@Nullable AdoptedVital> vital;

	public AdoptionSettings(ProbityProperties properties, CheckSettings checks, DeclaredMembers liveness,
			DeclaredMembers readiness, SynchronouslyReadIndicators asked, Supplier<@Nullable AdoptedVital> vital) {
		this.properties = properties;
		this.checks = checks;
		this.liveness = liveness;
		this.readiness = readiness;
		this.asked = asked;
		this.vital = vital;
	}

	/**
	 * Whether a contributor becomes a check, or its parts become checks.
	 * @param shown the probe that it is part of unless the application says otherwise, or
	 * {@code null}
	 * @param indicators the full names of what is in it
	 */
	boolean adopts(String contributor, @Nullable ProbeType shown, Set<String> indicators) {
		if (shown != null && group(shown).keeps(contributor) || indicators.stream()
			.anyMatch((name) -> this.readiness.includes(name) || feedsLiveness(name)
					|| this.checks.isNeededByFeature(name) || this.asked.include(name) || vital(name) != null)) {
			if (excludes(contributor)) {
				logger.warn(
						("'probity.adopt.exclude' names '%s', but a probe or gRPC health includes it: it still runs in "
								+ "the background.")
							.formatted(contributor));
			}
			return true;
		}
		return !excludes(contributor) && (this.properties.adopt().enabled() || this.checks.mentions(contributor)
				|| indicators.stream().anyMatch(this.checks::mentions));
	}

	private DeclaredMembers group(ProbeType probe) {
		return (probe == ProbeType.LIVENESS) ? this.liveness : this.readiness;
	}

	private boolean excludes(String contributor) {
		return this.properties.adopt().exclude().stream().anyMatch((name) -> CheckNames.areEqual(name, contributor));
	}

	/**
	 * Warn about excluded names that are no health indicator that could be adopted.
	 * @param checks the names of the contributors that read checks anyway
	 */
	void warnOfChecks(Set<String> checks) {
		checks.stream()
			.filter(this::excludes)
			.sorted()
			.forEach((name) -> logger
				.warn(("'probity.adopt.exclude' has no effect on '%s', which is a check, not a health indicator: "
						+ "'management.health.%s.enabled=false' leaves out one of Probity's.")
					.formatted(name, name)));
	}

	/**
	 * The vital whose place an indicator takes.
	 * @return {@code null} if it takes none
	 */
	@Nullable AdoptedVital vital(String name) {
		AdoptedVital vital = this.vital.get();
		return (vital != null && vital.is(name)) ? vital : null;
	}

	/**
	 * Whether readiness or a feature requires a composite or something in it, as far as
	 * that is known while nobody knows what is in it.
	 */
	boolean requiresPartOf(String composite) {
		Stream<String> readiness = this.readiness.named().stream().filter(this.readiness::includes);
		Stream<String> features = this.properties.features()
			.values()
			.stream()
			.flatMap((feature) -> feature.checks().stream());
		Stream<String> said = this.properties.checks()
			.entrySet()
			.stream()
			.filter((check) -> check.getValue().criticality() == Criticality.REQUIRED)
			.map(Map.Entry::getKey);
		return this.readiness.includes(composite) || Stream.of(readiness, features, said)
			.flatMap(Function.identity())
			.anyMatch((name) -> CheckNames.covers(composite, name) || CheckNames.areEqual(name, composite));
	}

	/**
	 * Whether an indicator feeds liveness: one that is included and not known to examine
	 * anything outside the process.
	 */
	boolean feedsLiveness(String name) {
		return this.liveness.includes(name) && !CheckNames.isExternal(name);
	}

	/**
	 * Fail if something is excluded that does not exist.
	 * @param contributors the names of all contributors
	 */
	void validate(Set<String> contributors) {
		for (String name : this.properties.adopt().exclude()) {
			if (this.properties.validateNames() && !CheckNames.isBuiltIn(name)
					&& contributors.stream().noneMatch((known) -> CheckNames.areEqual(name, known))) {
				throw new FailureAnalyzedException(
						"The property 'probity.adopt.exclude' names '%s', which is no health indicator of this application."
							.formatted(name),
						"Use the names that Actuator shows (%s), or set 'probity.validate-names' to false."
							.formatted(contributors.stream().sorted().collect(Collectors.joining(", "))));
			}
		}
	}

}
