package dev.probity.budget;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import dev.probity.registration.BeanOrigin;

import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindResult;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.config.TaskManagementConfigUtils;

/**
 * What Spring Boot sets, and on which beans. Most of these have no method that returns
 * it, so the properties are read.
 *
 * @param context the context with the beans
 * @param environment the properties
 */
record BootSettings(ApplicationContext context, Environment environment) {

	static final String EXECUTOR = TaskExecutionAutoConfiguration.APPLICATION_TASK_EXECUTOR_BEAN_NAME;

	static final String SCHEDULER = "taskScheduler";

	private static final String BOOT = "org.springframework.boot.";

	private static final DurationUnit SECONDS = AnnotationUtils
		.synthesizeAnnotation(Map.of("value", ChronoUnit.SECONDS), DurationUnit.class, null);

	/**
	 * A time to wait; whoever waits takes less than none for none.
	 */
	Duration duration(String property, Duration unlessSet) {
		Duration said = bound(property, Bindable.of(Duration.class), unlessSet);
		return said.isNegative() ? Duration.ZERO : said;
	}

	/**
	 * The same where a number without a unit means seconds. May be negative.
	 */
	Duration inSeconds(String property, Duration unlessSet) {
		return bound(property, Bindable.of(Duration.class).withAnnotations(SECONDS), unlessSet);
	}

	/**
	 * A part of the application's own as it is where the property behind it is another
	 * one than in the context.
	 */
	ShutdownStep applied(ShutdownStep step) {
		String property = step.setting();
		if (property == null || !ConfigurationPropertyName.isValid(property)) {
			return step;
		}
		BindResult<String> here = Binder.get(this.environment).bind(property, String.class);
		if (!here.isBound() || here.equals(Binder.get(this.context.getEnvironment()).bind(property, String.class))) {
			return step;
		}
		try {
			return new ShutdownStep(step.name(), duration(property, step.atMost()), property, step.basis());
		}
		catch (BindException ex) {
			// it says something else than a time
			return step;
		}
	}

	private <T> T bound(String property, Bindable<T> type, T unlessSet) {
		return Binder.get(this.environment).bind(property, type).orElse(unlessSet);
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
		boolean waitsLater = applyTo(pool) && bound(awaitTermination(pool), Bindable.of(Boolean.class), false);
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
