package dev.probity.budget;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ExecutorConfigurationSupport;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.config.TaskManagementConfigUtils;

/**
 * A pool waits for the tasks that are running. The one that Spring Boot makes in every
 * application counts only where something has tasks for it: its other user is Spring MVC,
 * whose requests the web server waits for.
 */
final class TaskWait implements PhaseWait {

	@Override
	public @Nullable String of(String name, SmartLifecycle bean, ApplicationContext context) {
		return (waitsForTasks(bean) && isUsed(name, context)) ? "tasks of '%s'".formatted(name) : null;
	}

	private static boolean waitsForTasks(SmartLifecycle bean) {
		if (bean instanceof ExecutorConfigurationSupport pool) {
			// such a pool is not stopped in its phase, but when it is destroyed
			return !Boolean.TRUE.equals(HiddenSetting.of(pool, "acceptTasksAfterContextClose"))
					&& !Boolean.TRUE.equals(HiddenSetting.of(pool, "waitForTasksToCompleteOnShutdown"));
		}
		return bean instanceof SimpleAsyncTaskScheduler;
	}

	private static boolean isUsed(String name, ApplicationContext context) {
		return !name.equals(TaskExecutionAutoConfiguration.APPLICATION_TASK_EXECUTOR_BEAN_NAME)
				|| context.containsBean(TaskManagementConfigUtils.ASYNC_ANNOTATION_PROCESSOR_BEAN_NAME)
				|| isInjected(name, context);
	}

	private static boolean isInjected(String name, ApplicationContext context) {
		ConfigurableListableBeanFactory beans = ((ConfigurableApplicationContext) context).getBeanFactory();
		return beans.getDependentBeans(name).length > 0;
	}

}
