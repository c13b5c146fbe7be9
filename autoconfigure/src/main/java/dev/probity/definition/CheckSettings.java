package dev.probity.definition;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.probity.check.CheckKind;
import dev.probity.check.CheckPolicy;
import dev.probity.check.HealthCheck;
import dev.probity.definition.CheckCriticalities.Participation;
import dev.probity.probe.Criticality;
import dev.probity.probe.ProbeType;
import dev.probity.probe.SharedFailure;
import dev.probity.settings.CheckNames;
import dev.probity.settings.FailureAnalyzedException;
import dev.probity.settings.Healing;
import dev.probity.settings.ProbityProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.ConfigurableEnvironment;

/**
 * What the properties say about each check.
 */
public final class CheckSettings {

	private final ProbityProperties properties;

	private final NamedSettings<ProbityProperties.Check> checks;

	private final DefinitionSettings said;

	private final PolicySettings policies;

	public CheckSettings(ProbityProperties properties, ConfigurableEnvironment environment) {
		this.properties = properties;
		this.checks = NamedSettings.of("probity.checks", properties.checks(), environment,
				(name) -> CheckNames.isDisk(name) ? CheckNames.DISK : name);
		this.said = new DefinitionSettings(this.checks);
		this.policies = new PolicySettings(properties, this.said, environment);
	}

	/**
	 * The settings by the names of checks.
	 */
	public NamedSettings<ProbityProperties.Check> named() {
		return this.checks;
	}

	public @Nullable Criticality criticality(CheckDefinition definition) {
		return this.said.of(definition, ProbityProperties.Check::criticality);
	}

	/**
	 * Whether a check acts, or only shows what it would do.
	 */
	public Participation participation(CheckDefinition definition) {
		return Boolean.TRUE.equals(this.said.of(definition, ProbityProperties.Check::shadow)) ? Participation.SHADOW
				: Participation.ACTING;
	}

	/**
	 * Whether the instance cannot do without a check.
	 */
	public boolean isRequired(CheckDefinition definition) {
		Criticality said = criticality(definition);
		return participation(definition) == Participation.ACTING
				&& ((said != null) ? said : definition.criticality()) == Criticality.REQUIRED;
	}

	/**
	 * What a failure of a check does where it is required.
	 * @throws FailureAnalyzedException if it cannot do as it is set
	 */
	public SharedFailure shared(CheckDefinition definition, CheckKind kind) {
		SharedFailure said = this.said.of(definition, ProbityProperties.Check::shared);
		boolean asks = this.properties.fleet().knowsPeers();
		if (said == null) {
			return asks ? SharedFailure.ASK : SharedFailure.LEAVE;
		}
		String property = this.said.property(definition, "shared", ProbityProperties.Check::shared);
		if (kind.isVital()) {
			throw new FailureAnalyzedException(
					"The property '%s' is '%s', but '%s' checks this process, and no other instance can share its failure."
						.formatted(property, said.name().toLowerCase(Locale.ROOT), definition.name()),
					"Remove the property.");
		}
		if (said == SharedFailure.ASK && !asks) {
			throw new FailureAnalyzedException(
					"The property '%s' is 'ask', but there is nobody to ask: no peers are set.".formatted(property),
					"Set 'probity.fleet.dns', 'probity.fleet.peers' or 'probity.fleet.service', or set the property to 'hold' or 'stay', which ask nobody.");
		}
		return said;
	}

	/**
	 * What is done while the client of a check is at fault.
	 */
	public Healing healing(CheckDefinition definition) {
		Healing said = this.said.of(definition, ProbityProperties.Check::heal);
		return (said != null) ? said : Healing.NONE;
	}

	/**
	 * Whether liveness fails while the client of a check is at fault.
	 */
	public boolean restarts(CheckDefinition definition) {
		return Boolean.TRUE.equals(this.said.of(definition, ProbityProperties.Check::restart));
	}

	/**
	 * The property by which something is to be done about the client of a check.
	 * @return its whole name, or {@code null} if nothing is
	 */
	public @Nullable String cure(CheckDefinition definition) {
		if (restarts(definition)) {
			return this.said.property(definition, "restart", ProbityProperties.Check::restart);
		}
		return (healing(definition) != Healing.NONE)
				? this.said.property(definition, "heal", ProbityProperties.Check::heal) : null;
	}

	/**
	 * Fail if something is to be done about the client of a check that nobody diagnoses.
	 */
	public void requireNoCure(CheckDefinition definition) {
		String cure = cure(definition);
		if (cure != null) {
			throw new FailureAnalyzedException(
					"The property '%s' has no effect: the client of the check '%s' is not diagnosed.".formatted(cure,
							definition.name()),
					"Remove the property. Only data sources (of HikariCP) and Redis (with Lettuce) are diagnosed.");
		}
	}

	/**
	 * The statuses that fail a health indicator beside those that always do.
	 * @param name its full name
	 * @return the statuses, or {@code null} if nothing is set
	 */
	public @Nullable Set<String> failingStatuses(String name) {
		return this.said.of(name, ProbityProperties.Check::failingStatuses);
	}

	/**
	 * Of what statuses that fail are set.
	 */
	public Set<String> withFailingStatuses() {
		return this.properties.checks()
			.entrySet()
			.stream()
			.filter((check) -> check.getValue().failingStatuses() != null)
			.map(Map.Entry::getKey)
			.collect(Collectors.toSet());
	}

	/**
	 * Whether any check only shows what it would do.
	 */
	public static boolean hasShadows(ProbityProperties properties) {
		return properties.checks().values().stream().anyMatch((check) -> Boolean.TRUE.equals(check.shadow()));
	}

	/**
	 * The probe that a check feeds.
	 */
	public ProbeType probe(CheckDefinition definition, HealthCheck check) {
		CheckKind kind = CheckKind.of(check);
		ProbeType standard = kind.mayFeedLiveness() ? ProbeType.LIVENESS : ProbeType.READINESS;
		ProbeType said = this.said.of(definition, ProbityProperties.Check::probe);
		if (said == ProbeType.STARTUP || (said == ProbeType.LIVENESS && standard == ProbeType.READINESS)) {
			throw unfit(definition, kind, said);
		}
		return (said != null) ? said : (definition.probe() != null) ? definition.probe() : standard;
	}

	private FailureAnalyzedException unfit(CheckDefinition definition, CheckKind kind, ProbeType said) {
		String name = definition.name();
		String property = "'" + this.said.property(definition, "probe", ProbityProperties.Check::probe) + "'";
		return new FailureAnalyzedException((said == ProbeType.STARTUP)
				? "The property %s is 'startup', but no check can feed the startup probe, which only reports whether the application has started."
					.formatted(property)
				: ("The property %s is 'liveness', but '%s' checks %s. If that fails, Kubernetes would "
						+ "restart every instance, and no restart would help.")
					.formatted(property, name, kind.isVital() ? "load" : "something outside the process"),
				"Remove the property: the check belongs to readiness. Only a VitalCheck, which checks the process itself, "
						+ "can feed liveness; a LoadCheck cannot.");
	}

	/**
	 * Whether there are settings of a check or of a composite it belongs to.
	 */
	public boolean mentions(String name) {
		return CheckNames.withComposites(name).stream().anyMatch((each) -> this.said.key(each) != null);
	}

	/**
	 * Whether a feature needs a check.
	 */
	public boolean isNeededByFeature(String name) {
		return this.properties.features()
			.values()
			.stream()
			.flatMap((feature) -> feature.checks().stream())
			.anyMatch((listed) -> CheckNames.covers(listed, name));
	}

	/**
	 * When a check runs.
	 * @throws FailureAnalyzedException if it cannot be as it is set
	 */
	public CheckPolicy policy(CheckDefinition definition) {
		return this.policies.of(definition);
	}

	/**
	 * Fail if something that is said of a check cannot be, or would be in vain.
	 */
	public void validate(CheckDefinition definition) {
		HealthCheck check = definition.check().apply(policy(definition));
		probe(definition, check);
		shared(definition, CheckKind.of(check));
		requireNoCure(definition);
	}

	/**
	 * Fail if the defaults could not be those of a check, whether or not there is one.
	 */
	public void validateDefaults() {
		this.policies.validateDefaults();
	}

	/**
	 * The property by which something is set of a check.
	 */
	public static String property(String check, String setting) {
		return DefinitionSettings.property(check, setting);
	}

}
