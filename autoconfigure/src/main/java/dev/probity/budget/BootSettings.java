package dev.probity.budget;

import java.time.Duration;

import dev.probity.registration.BeanOrigin;

import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.scheduling.config.TaskManagementConfigUtils;

/**
 * What Spring Boot sets, and on which beans. Most of these have no method that returns
 * it, so the properties are read.
 *
 * @param context the context with the beans
 */
record BootSettings(ApplicationContext context) {

	static final String EXECUTOR = TaskExecutionAutoConfiguration.APPLICATION_TASK_EXECUTOR_BEAN_NAME;

	static final String SCHEDULER = "taskScheduler";

	private static final String BOOT = "org.springframework.boot.";

	Duration duration(String property, Duration unlessSet) {
		return Binder.get(this.context.getEnvironment()).bind(property, Duration.class).orElse(unlessSet);
	}

	/**
	 * Whether Spring Boot has made a bean, so that the properties say how it is set. One
	 * that the application has made may be set to anything.
	 */
	boolean applyTo(String bean) {
		return this.context instanceof ConfigurableApplicationContext configurable
				&& BeanOrigin.isIn(BOOT, configurable.getBeanFactory(), bean);
	}

	/**
	 * What a pool that Spring Boot has made waits for its tasks when it is destroyed.
	 */
	ShutdownStep termination(String pool) {
		String property = awaitTermination(pool) + "-period";
		return new ShutdownStep("termination of '%s'".formatted(pool), duration(property, Duration.ZERO), property);
	}

	/**
	 * Whether a pool waits for its tasks when it is stopped: one that Spring Boot has
	 * made may have been set to wait when it is destroyed instead. Its executor, which is
	 * there in every application, counts only where something has tasks for it: its other
	 * user is Spring MVC, whose requests the web server waits for.
	 */
	boolean waitsInItsPhase(String pool) {
		boolean waitsLater = applyTo(pool)
				&& Binder.get(this.context.getEnvironment()).bind(awaitTermination(pool), Boolean.class).orElse(false);
		return !waitsLater && (!pool.equals(EXECUTOR) || isExecutorUsed());
	}

	private boolean isExecutorUsed() {
		return this.context.containsBean(TaskManagementConfigUtils.ASYNC_ANNOTATION_PROCESSOR_BEAN_NAME)
				|| this.context instanceof ConfigurableApplicationContext configurable
						&& configurable.getBeanFactory().getDependentBeans(EXECUTOR).length > 0;
	}

	private static String awaitTermination(String pool) {
		String pools = pool.equals(SCHEDULER) ? "scheduling" : "execution";
		return "spring.task.%s.shutdown.await-termination".formatted(pools);
	}

}
