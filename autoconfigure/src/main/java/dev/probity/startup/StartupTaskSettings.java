package dev.probity.startup;

import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.probity.check.InvalidSettingException;
import dev.probity.definition.NamedSettings;
import dev.probity.settings.CheckNames;
import dev.probity.settings.FailureAnalyzedException;
import dev.probity.settings.ProbityProperties;
import dev.probity.settings.SpringBootTests;
import dev.probity.settings.StartupFailureAction;
import dev.probity.settings.StartupProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * What the properties say about startup tasks.
 */
public final class StartupTaskSettings {

	private static final String TASKS = "probity.startup.tasks.";

	private final ProbityProperties properties;

	private final NamedSettings<StartupProperties.Task> tasks;

	public StartupTaskSettings(ProbityProperties properties, ConfigurableEnvironment environment) {
		this.properties = properties;
		this.tasks = NamedSettings.of("probity.startup.tasks", properties.startup().tasks(), environment);
	}

	/**
	 * What to do if a required task fails. A test must not end the JVM that runs all
	 * tests, unless that is set explicitly.
	 */
	static StartupFailureAction onFailure(StartupProperties properties, Environment environment) {
		if (properties.onFailure() != null) {
			return properties.onFailure();
		}
		return (CloudPlatform.KUBERNETES.isActive(environment) && !SpringBootTests.isOne(environment))
				? StartupFailureAction.EXIT : StartupFailureAction.STAY_DOWN;
	}

	public StartupTaskPolicy policy(String task, StartupTaskPolicy own) {
		try {
			return new StartupTaskPolicy(setting(task, StartupProperties.Task::criticality, own.criticality()),
					setting(task, StartupProperties.Task::timeout, own.timeout()),
					setting(task, StartupProperties.Task::retries, own.retries()),
					setting(task, StartupProperties.Task::backOff, own.backOff()),
					setting(task, StartupProperties.Task::dependsOn, own.dependsOn()));
		}
		catch (InvalidSettingException ex) {
			throw new FailureAnalyzedException(
					"The %s of the startup task '%s' is %s, but %s.".formatted(ex.setting(), task, ex.value(),
							ex.reason()),
					"Correct the property '%s%s.%s'.".formatted(TASKS, key(task), ex.setting()), ex);
		}
	}

	private <T> T setting(String task, Function<StartupProperties.Task, @Nullable T> getter, T otherwise) {
		T said = this.tasks.first(task, getter);
		return (said != null) ? said : otherwise;
	}

	private String key(String task) {
		return this.tasks.names().filter((key) -> CheckNames.areEqual(key, task)).findFirst().orElse(task);
	}

	/**
	 * Fail if there are settings of a task that does not exist.
	 * @param known the names of all tasks
	 */
	void validateNames(Collection<String> known) {
		if (!this.properties.validateNames()) {
			return;
		}
		for (String name : this.properties.startup().tasks().keySet()) {
			if (known.stream().noneMatch((task) -> CheckNames.areEqual(name, task))) {
				throw new FailureAnalyzedException(
						"The property '%s%s' names a startup task that does not exist.".formatted(TASKS, name),
						"Use one of the startup tasks of this application (%s), or set 'probity.validate-names' to false."
							.formatted(known.isEmpty() ? "it has none"
									: known.stream().sorted().collect(Collectors.joining(", "))));
			}
		}
	}

}
