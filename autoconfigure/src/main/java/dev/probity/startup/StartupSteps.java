package dev.probity.startup;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.core.metrics.ApplicationStartup;
import org.springframework.core.metrics.StartupStep;

/**
 * Records each task as a step of the application's startup. Thread-safe.
 */
final class StartupSteps implements StartupTaskListener {

	private final ApplicationStartup startup;

	private final Map<String, StartupStep> steps = new ConcurrentHashMap<>();

	/**
	 * Record steps.
	 * @param startup where they are recorded
	 */
	public StartupSteps(ApplicationStartup startup) {
		this.startup = startup;
	}

	@Override
	public void onStarted(String task) {
		this.steps.put(task, this.startup.start("probity.startup.task").tag("task", task));
	}

	@Override
	public void onFinished(StartupTaskResult result) {
		StartupStep step = this.steps.remove(result.task());
		if (step != null) {
			step.tag("outcome", result.outcome().name().toLowerCase(Locale.ROOT))
				.tag("attempts", Long.toString(result.attempts()))
				.end();
		}
	}

}
