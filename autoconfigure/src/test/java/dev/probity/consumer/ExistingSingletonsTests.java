package dev.probity.consumer;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is found of beans by whoever looks several times a second.
 */
class ExistingSingletonsTests {

	private final AtomicInteger scans = new AtomicInteger();

	private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory() {

		@Override
		public String[] getBeanNamesForType(Class<?> type, boolean includeNonSingletons, boolean allowEagerInit) {
			ExistingSingletonsTests.this.scans.incrementAndGet();
			return super.getBeanNamesForType(type, includeNonSingletons, allowEagerInit);
		}

	};

	private final ExistingSingletons<StringBuilder> singletons = new ExistingSingletons<>(this.beans,
			StringBuilder.class);

	@Test
	void definitionsAreNotLookedAtAgainWhileThereAreNoOthers() {
		this.beans.registerSingleton("orders", new StringBuilder());
		assertThat(this.singletons.find()).containsOnlyKeys("orders");
		assertThat(this.singletons.find()).containsOnlyKeys("orders");
		assertThat(this.scans).hasValue(1);
	}

	@Test
	void oneThatIsMadeOrRegisteredLaterIsFound() {
		this.beans.registerBeanDefinition("lazy", new RootBeanDefinition(StringBuilder.class));
		assertThat(this.singletons.find()).isEmpty();
		Object lazy = this.beans.getBean("lazy");
		assertThat(this.singletons.find()).containsOnlyKeys("lazy").containsValue((StringBuilder) lazy);
		this.beans.registerSingleton("orders", new StringBuilder());
		assertThat(this.singletons.find()).containsOnlyKeys("lazy", "orders");
	}

	@Test
	void oneThatTakesThePlaceOfAnotherIsFound() {
		this.beans.registerBeanDefinition("old", new RootBeanDefinition(StringBuilder.class));
		this.beans.getBean("old");
		assertThat(this.singletons.find()).containsOnlyKeys("old");
		this.beans.removeBeanDefinition("old");
		this.beans.registerBeanDefinition("new", new RootBeanDefinition(StringBuilder.class));
		this.beans.getBean("new");
		assertThat(this.singletons.find()).containsOnlyKeys("new");
	}

}
