package dev.probity.definition;

import java.time.Duration;
import java.util.function.Function;

import dev.probity.check.CheckPolicy;
import dev.probity.check.InvalidSettingException;
import dev.probity.check.TimeoutAction;
import dev.probity.definition.CheckDefinition.Pace;
import dev.probity.settings.FailureAnalyzedException;
import dev.probity.settings.ProbityProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * When each check runs: what is said of it, else what its definition brings along, else
 * the defaults.
 */
final class PolicySettings {

	private static final String FIRST_RUN_TIMEOUT = "probity.startup.first-run-timeout";

	private static final Duration GENTLE_INTERVAL = Duration.ofSeconds(30);

	private static final Duration GENTLE_TIMEOUT = Duration.ofSeconds(10);

	private final ProbityProperties properties;

	private final DefinitionSettings said;

	// the properties themselves do not tell what is set from what is the default
	private final boolean setsFirstRunTimeout;

	PolicySettings(ProbityProperties properties, DefinitionSettings said, ConfigurableEnvironment environment) {
		this.properties = properties;
		this.said = said;
		this.setsFirstRunTimeout = Binder.get(environment).bind(FIRST_RUN_TIMEOUT, Duration.class).isBound();
	}

	/**
	 * The policy of a check.
	 */
	CheckPolicy of(CheckDefinition definition) {
		ProbityProperties.Defaults otherwise = otherwise(definition);
		try {
			return CheckPolicy
				.of(interval(definition, otherwise), retryInterval(definition, otherwise),
						orElse(this.said.of(definition, ProbityProperties.Check::timeout), otherwise.timeout()),
						orElse(this.said.of(definition, ProbityProperties.Check::failureThreshold),
								otherwise.failureThreshold()),
						orElse(this.said.of(definition, ProbityProperties.Check::successThreshold),
								otherwise.successThreshold()),
						orElse(this.said.of(definition, ProbityProperties.Check::jitter), otherwise.jitter()),
						maxAge(definition, otherwise.maxAge()))
				.onTimeout(timeoutAction(definition))
				.withFirstRunTimeout(firstRunTimeout(definition));
		}
		catch (InvalidSettingException ex) {
			throw explain(definition, ex);
		}
	}

	/**
	 * The property is one for all checks, so only where somebody has set it does it come
	 * before what a check brings along.
	 */
	private Duration firstRunTimeout(CheckDefinition definition) {
		CheckPolicy policy = definition.policy();
		return (policy != null && !this.setsFirstRunTimeout) ? policy.firstRunTimeout()
				: this.properties.startup().firstRunTimeout();
	}

	private Duration interval(CheckDefinition definition, ProbityProperties.Defaults otherwise) {
		return orElse(this.said.of(definition, ProbityProperties.Check::interval), otherwise.interval());
	}

	private Duration retryInterval(CheckDefinition definition, ProbityProperties.Defaults otherwise) {
		Duration own = this.said.of(definition, ProbityProperties.Check::retryInterval);
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
		Duration interval = orElse(this.said.of(definition, ProbityProperties.Check::interval), GENTLE_INTERVAL);
		return new ProbityProperties.Defaults(interval, interval, GENTLE_TIMEOUT, defaults.failureThreshold(),
				defaults.successThreshold(), defaults.jitter(), null);
	}

	private TimeoutAction timeoutAction(CheckDefinition definition) {
		Boolean interrupt = this.said.of(definition, ProbityProperties.Check::interrupt);
		if (interrupt != null) {
			return interrupt ? TimeoutAction.INTERRUPT : TimeoutAction.LEAVE;
		}
		CheckPolicy policy = definition.policy();
		return (policy != null) ? policy.timeoutAction() : TimeoutAction.LEAVE;
	}

	private @Nullable Duration maxAge(CheckDefinition definition, @Nullable Duration otherwise) {
		Duration maxAge = this.said.of(definition, ProbityProperties.Check::maxAge);
		return (maxAge != null) ? maxAge : otherwise;
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
			throw explain("every check", "'" + FIRST_RUN_TIMEOUT + "'", ex);
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
		String key = this.said.key(definition, getter(ex.setting()));
		String where = (key != null) ? "'%s' or 'probity.defaults.%s'"
			.formatted(DefinitionSettings.property(key, ex.setting()), ex.setting())
				: "'probity.defaults.%s'".formatted(ex.setting());
		return explain("check '" + definition.name() + "'", where, ex);
	}

	private static Function<ProbityProperties.Check, ? extends @Nullable Object> getter(String setting) {
		return switch (setting) {
			case "interval" -> ProbityProperties.Check::interval;
			case "retry-interval" -> ProbityProperties.Check::retryInterval;
			case "timeout" -> ProbityProperties.Check::timeout;
			case "failure-threshold" -> ProbityProperties.Check::failureThreshold;
			case "success-threshold" -> ProbityProperties.Check::successThreshold;
			case "jitter" -> ProbityProperties.Check::jitter;
			case "max-age" -> ProbityProperties.Check::maxAge;
			default -> (check) -> null;
		};
	}

	private static FailureAnalyzedException explain(String whose, String where, InvalidSettingException ex) {
		return new FailureAnalyzedException(
				"The %s of %s is %s, but %s.".formatted(ex.setting(), whose, ex.value(), ex.reason()),
				"Correct the property " + where + ".", ex);
	}

	private static <T> T orElse(@Nullable T value, T other) {
		return (value != null) ? value : other;
	}

}
