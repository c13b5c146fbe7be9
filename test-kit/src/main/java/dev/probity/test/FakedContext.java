package dev.probity.test;

import java.time.Instant;
import java.util.Arrays;
import java.util.function.Function;

import dev.probity.check.ManualTicker;
import dev.probity.engine.CheckWorkers;
import dev.probity.probe.Probes;
import dev.probity.registration.Engine;
import dev.probity.registration.StandInChecks;
import dev.probity.time.Ticker;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Gives a context fakes, time that is moved by hand, and the tester, before it is
 * refreshed. Equal if the same checks are real, so that contexts can be cached.
 */
final class FakedContext implements ContextCustomizer, ApplicationContextInitializer<ConfigurableApplicationContext> {

	/** The name of the bean. */
	static final String TESTER = "probityTester";

	private final String[] real;

	FakedContext(String... real) {
		this.real = Arrays.stream(real).sorted().toArray(String[]::new);
	}

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
		initialize(context);
	}

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		FakeChecks fakes = new FakeChecks(this.real);
		ManualTicker ticker = new ManualTicker(Instant.now());
		ConfigurableListableBeanFactory beans = context.getBeanFactory();
		BeanDefinitionRegistry registry = (BeanDefinitionRegistry) beans;
		define(registry, "probityTestTicker", BeanDefinitionBuilder.rootBeanDefinition(Ticker.class, () -> ticker));
		define(registry, "probityTestWorkers",
				BeanDefinitionBuilder.rootBeanDefinition(CheckWorkers.class, fakes::runs));
		define(registry, "probityTestFakes",
				BeanDefinitionBuilder.rootBeanDefinition(StandInChecks.class, () -> fakes));
		define(registry, TESTER,
				BeanDefinitionBuilder.rootBeanDefinition(ProbityTester.class, () -> tester(beans, ticker, fakes))
					.setLazyInit(true));
		context.addApplicationListener(new EndOfFakes(context, fakes));
	}

	private static ProbityTester tester(BeanFactory beans, ManualTicker ticker, FakeChecks fakes) {
		// all checks are there
		Engine engine = beans.getBean(Engine.class);
		fakes.reportUnknown();
		return new ProbityTester(beans.getBean(Probes.class), new VirtualTime(ticker, fakes.runs(), engine), fakes);
	}

	/**
	 * The same, with a listener.
	 */
	ApplicationContextInitializer<ConfigurableApplicationContext> andThen(
			Function<ConfigurableApplicationContext, ApplicationListener<?>> listener) {
		return (context) -> {
			initialize(context);
			context.addApplicationListener(listener.apply(context));
		};
	}

	private static void define(BeanDefinitionRegistry registry, String name, BeanDefinitionBuilder bean) {
		registry.registerBeanDefinition(name, bean.getBeanDefinition());
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof FakedContext faked && Arrays.equals(this.real, faked.real);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.real);
	}

}
