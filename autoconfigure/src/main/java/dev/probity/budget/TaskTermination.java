package dev.probity.budget;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.concurrent.ExecutorConfigurationSupport;

/**
 * Executors that wait for their tasks when they are destroyed, one after another.
 */
final class TaskTermination implements ShutdownCosts {

	private final ApplicationContext context;

	TaskTermination(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public List<ShutdownStep> steps() {
		List<ShutdownStep> steps = new ArrayList<>();
		this.context.getBeansOfType(ExecutorConfigurationSupport.class, false, false)
			.forEach((name, pool) -> steps.add(step(name, HiddenSetting.of(pool, "awaitTerminationMillis"))));
		this.context.getBeansOfType(SimpleAsyncTaskExecutor.class, false, false)
			.forEach((name, executor) -> steps.add(step(name, HiddenSetting.of(executor, "taskTerminationTimeout"))));
		return steps;
	}

	private static ShutdownStep step(String name, @Nullable Object millis) {
		Duration timeout = (millis instanceof Long set) ? Duration.ofMillis(set) : Duration.ZERO;
		return new ShutdownStep("termination of '%s'".formatted(name), timeout, setting(name));
	}

	private static String setting(String name) {
		return switch (name) {
			case "applicationTaskExecutor" -> "spring.task.execution.shutdown.await-termination-period";
			case "taskScheduler" -> "spring.task.scheduling.shutdown.await-termination-period";
			default -> "what '%s' awaits".formatted(name);
		};
	}

}
