package dev.probity.vital;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.concurrent.ScheduledExecutorFactoryBean;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which beans can be looked at without making any.
 */
class ExistingBeansTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withBean("mails", ThreadPoolTaskExecutor.class)
		.withBean("simple", SimpleAsyncTaskExecutor.class)
		.withBean("lazy", ThreadPoolExecutor.class, ExistingBeansTests::pool, (bean) -> bean.setLazyInit(true))
		.withBean("each", ThreadPoolExecutor.class, ExistingBeansTests::pool, (bean) -> bean.setScope("prototype"))
		.withBean("jobs", ThreadPoolTaskScheduler.class)
		.withBean("factory", ScheduledExecutorFactoryBean.class);

	private static ThreadPoolExecutor pool() {
		return (ThreadPoolExecutor) Executors.newFixedThreadPool(1);
	}

	@Test
	void theLazyAreThereOnceSomebodyHasNeededThem() {
		this.runner.run((context) -> {
			ExistingBeans executors = new ExistingBeans(context.getSourceApplicationContext().getBeanFactory(),
					ThreadPoolTaskExecutor.class, ThreadPoolTaskScheduler.class, ThreadPoolExecutor.class);
			assertThat(executors.get()).containsOnlyKeys("mails", "jobs");
			Object lazy = context.getBean("lazy");
			assertThat(executors.get()).containsOnlyKeys("mails", "lazy", "jobs").containsEntry("lazy", lazy);
		});
	}

	@Test
	void oneThatTakesThePlaceOfAnotherIsFound() {
		this.runner.run((context) -> {
			ConfigurableListableBeanFactory beans = context.getSourceApplicationContext().getBeanFactory();
			ExistingBeans executors = new ExistingBeans(beans, ThreadPoolExecutor.class);
			beans.registerSingleton("old", pool());
			assertThat(executors.get()).containsOnlyKeys("old");
			((DefaultListableBeanFactory) beans).destroySingleton("old");
			beans.registerSingleton("new", pool());
			assertThat(executors.get()).containsOnlyKeys("new");
		});
	}

	@Test
	void aFactoryIsNotTakenForWhatItMakes() {
		this.runner
			.run((context) -> assertThat(new ExistingBeans(context.getSourceApplicationContext().getBeanFactory(),
					ScheduledExecutorService.class)
				.get()).isEmpty());
	}

}
