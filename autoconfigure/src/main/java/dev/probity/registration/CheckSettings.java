package dev.probity.registration;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.probity.check.CheckKind;
import dev.probity.check.CheckPolicy;
import dev.probity.check.HealthCheck;
import dev.probity.check.InvalidSettingException;
import dev.probity.check.TimeoutAction;
import dev.probity.probe.Criticality;
import dev.probity.probe.ProbeType;
import dev.probity.registration.CheckCriticalities.Participation;
import dev.probity.registration.CheckDefinition.Pace;
import dev.probity.settings.CheckNames;
import dev.probity.settings.FailureAnalyzedException;
import dev.probity.settings.ProbityProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.ConfigurableEnvironment;

/**
 * What the properties say about each check.
 */
public final class CheckSettings {

	private static final Duration GENTLE_INTERVAL = Duration.ofSeconds(30);

	private static final Duration GENTLE_TIMEOUT = Duration.ofSeconds(10);

	private final ProbityProperties properties;

	private final NamedSettings<ProbityProperties.Check> checks;

	public CheckSettings(ProbityProperties properties, ConfigurableEnvironment environment) {
		this.properties = properties;
		this.checks = NamedSettings.of("probity.checks", properties.checks(), environment);
	}

	/**
	 * What is said by the names of checks.
	 */
	public NamedSettings<ProbityProperties.Check> named() {
		return this.checks;
	}

	@Nullable Criticality criticality(CheckDefinition definition) {
		return setting(definition, ProbityProperties.Check::criticality);
	}

	/**
	 * Whether a check acts, or only shows what it would do.
	 */
	Participation participation(CheckDefinition definition) {
		return Boolean.TRUE.equals(setting(definition, ProbityProperties.Check::shadow)) ? Participation.SHADOW
				: Participation.ACTING;
	}

	/**
	 * The statuses that fail a health indicator beside those that always do.
	 * @return the statuses, or {@code null} if nothing is said
	 */
	public @Nullable Set<String> failingStatuses(String name, @Nullable String alias) {
		Set<String> own = this.checks.first(name, ProbityProperties.Check::failingStatuses);
		return (own != null || alias == null) ? own
				: this.checks.first(alias, ProbityProperties.Check::failingStatuses);
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
	ProbeType probe(CheckDefinition definition, HealthCheck check) {
		CheckKind kind = CheckKind.of(check);
		ProbeType standard = kind.mayFeedLiveness() ? ProbeType.LIVENESS : ProbeType.READINESS;
		ProbeType said = setting(definition, ProbityProperties.Check::probe);
		if (said == ProbeType.STARTUP || (said == ProbeType.LIVENESS && standard == ProbeType.READINESS)) {
			throw unfit(definition, kind, said);
		}
		return (said != null) ? said : (definition.probe() != null) ? definition.probe() : standard;
	}

	private FailureAnalyzedException unfit(CheckDefinition definition, CheckKind kind, ProbeType said) {
		String name = definition.name();
		String key = key(definition);
		String property = "'" + property((key != null) ? key : name, "probe") + "'";
		return new FailureAnalyzedException((said == ProbeType.STARTUP)
				? "The property %s is 'startup', but no check feeds the startup probe, which says whether the application has come up."
					.formatted(property)
				: ("The property %s is 'liveness', but '%s' looks %s. When that fails, Kubernetes would "
						+ "restart every instance, and none would be better for it.")
					.formatted(property, name, kind.isVital() ? "at load" : "outside the process"),
				"Remove the property: readiness is the probe for it. Only a VitalCheck, which looks inside the process, "
						+ "can feed liveness, and no LoadCheck.");
	}

	/**
	 * Whether anything is said of a check or of a composite it is in.
	 */
	public boolean mentions(String name) {
		return CheckNames.withComposites(name).stream().anyMatch((each) -> key(each) != null);
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

	public CheckPolicy policy(CheckDefinition definition) {
		ProbityProperties.Defaults otherwise = otherwise(definition);
		try {
			return CheckPolicy
				.of(interval(definition, otherwise), retryInterval(definition, otherwise),
						orElse(setting(definition, ProbityProperties.Check::timeout), otherwise.timeout()),
						orElse(setting(definition, ProbityProperties.Check::failureThreshold),
								otherwise.failureThreshold()),
						orElse(setting(definition, ProbityProperties.Check::successThreshold),
								otherwise.successThreshold()),
						orElse(setting(definition, ProbityProperties.Check::jitter), otherwise.jitter()),
						maxAge(definition, otherwise.maxAge()))
				.onTimeout(timeoutAction(definition))
				.withFirstRunTimeout(this.properties.startup().firstRunTimeout());
		}
		catch (InvalidSettingException ex) {
			throw explain(definition, ex);
		}
	}

	private Duration interval(CheckDefinition definition, ProbityProperties.Defaults otherwise) {
		return orElse(setting(definition, ProbityProperties.Check::interval), otherwise.interval());
	}

	private Duration retryInterval(CheckDefinition definition, ProbityProperties.Defaults otherwise) {
		Duration own = setting(definition, ProbityProperties.Check::retryInterval);
		return retryInterval((own != null) ? own : otherwise.retryInterval(), interval(definition, otherwise));
	}

	/**
	 * Where nobody has said it, what is to be confirmed is not asked less often than what
	 * is well.
	 */
	private static Duration retryInterval(@Nullable Duration said, Duration interval) {
		Duration usual = CheckPolicy.defaults().retryInterval();
		return (said != null) ? said : (interval.compareTo(usual) < 0) ? interval : usual;
	}

	/**
	 * What holds where the settings of a check say nothing.
	 */
	private ProbityProperties.Defaults otherwise(CheckDefinition definition) {
		ProbityProperties.Defaults defaults = this.properties.defaults();
		CheckPolicy policy = definition.policy();
		if (policy != null) {
			return new ProbityProperties.Defaults(policy.interval(), policy.retryInterval(), policy.timeout(),
					policy.failureThreshold(), policy.successThreshold(), policy.jitter(), policy.givenMaxAge());
		}
		if (definition.pace() == Pace.NORMAL) {
			return defaults;
		}
		Duration interval = orElse(setting(definition, ProbityProperties.Check::interval), GENTLE_INTERVAL);
		return new ProbityProperties.Defaults(interval, interval, GENTLE_TIMEOUT, defaults.failureThreshold(),
				defaults.successThreshold(), defaults.jitter(), null);
	}

	private TimeoutAction timeoutAction(CheckDefinition definition) {
		Boolean interrupt = setting(definition, ProbityProperties.Check::interrupt);
		if (interrupt != null) {
			return interrupt ? TimeoutAction.INTERRUPT : TimeoutAction.LEAVE;
		}
		CheckPolicy policy = definition.policy();
		return (policy != null) ? policy.timeoutAction() : TimeoutAction.LEAVE;
	}

	private @Nullable Duration maxAge(CheckDefinition definition, @Nullable Duration otherwise) {
		Duration maxAge = setting(definition, ProbityProperties.Check::maxAge);
		return (maxAge != null) ? maxAge : otherwise;
	}

	/**
	 * What is said of a check itself comes before what is said of a composite it is in.
	 */
	private <T> @Nullable T setting(CheckDefinition definition, Function<ProbityProperties.Check, @Nullable T> getter) {
		return names(definition).map((name) -> this.checks.first(name, getter))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private static Stream<String> names(CheckDefinition definition) {
		return Stream.concat(CheckNames.withComposites(definition.name()).stream(),
				Stream.ofNullable(definition.alias()));
	}

	private @Nullable String key(String name) {
		return this.checks.names().filter((key) -> CheckNames.areEqual(key, name)).findFirst().orElse(null);
	}

	private @Nullable String key(CheckDefinition definition) {
		return names(definition).map(this::key).filter(Objects::nonNull).findFirst().orElse(null);
	}

	/**
	 * Fail if the defaults could not be those of a check, whether or not there is one.
	 */
	void validateDefaults() {
		ProbityProperties.Defaults defaults = this.properties.defaults();
		try {
			CheckPolicy.defaults().withFirstRunTimeout(this.properties.startup().firstRunTimeout());
		}
		catch (InvalidSettingException ex) {
			throw explain("every check", "'probity.startup.first-run-timeout'", ex);
		}
		try {
			CheckPolicy.of(defaults.interval(), retryInterval(defaults.retryInterval(), defaults.interval()),
					defaults.timeout(), defaults.failureThreshold(), defaults.successThreshold(), defaults.jitter(),
					defaults.maxAge());
		}
		catch (InvalidSettingException ex) {
			throw explain("every check", "'probity.defaults.%s'".formatted(ex.setting()), ex);
		}
	}

	private FailureAnalyzedException explain(CheckDefinition definition, InvalidSettingException ex) {
		String key = key(definition);
		String where = (key != null)
				? "'%s' or 'probity.defaults.%s'".formatted(property(key, ex.setting()), ex.setting())
				: "'probity.defaults.%s'".formatted(ex.setting());
		return explain("check '" + definition.name() + "'", where, ex);
	}

	private static FailureAnalyzedException explain(String whose, String where, InvalidSettingException ex) {
		return new FailureAnalyzedException(
				"The %s of %s is %s, but %s.".formatted(ex.setting(), whose, ex.value(), ex.reason()),
				"Correct the property " + where + ".", ex);
	}

	public static String property(String key, String setting) {
		return "probity.checks." + (key.contains("/") ? "[" + key + "]" : key) + "." + setting;
	}

	private static <T> T orElse(@Nullable T value, T other) {
		return (value != null) ? value : other;
	}

}
