package dev.probity.test;

import java.time.Instant;
import java.util.Arrays;

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
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Gives a context fakes, time that is moved by hand, and the tester, before it is
 * refreshed. A hierarchy of contexts, which has one engine, has them once. Equal if the
 * same checks are real, so that contexts can be cached.
 */
final class FakedContext implements ContextCustomizer, ApplicationContextInitializer<ConfigurableApplicationContext> {

	/** The name of the bean. */
	static final String TESTER = "probityTester";

	private static final String FAKES = "probityTestFakes";

	// of the first context in a hierarchy that has Probity
	private static final String ENGINE = "probityEngine";

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
		ApplicationContext parent = context.getParent();
		if (parent != null && parent.containsBean(ENGINE)) {
			join(context, parent);
		}
		else {
			begin(context);
		}
		context.addApplicationListener(new RefreshedIsReady(context));
	}

	/**
	 * What runs the checks of a parent runs those of its children as well.
	 */
	private void join(ConfigurableApplicationContext context, ApplicationContext parent) {
		if (!parent.containsBean(TESTER)) {
			throw new IllegalStateException(
					"The parent '%s' of this context has Probity and runs its checks for real, and so would it run those of this context, whatever the test says: let the parent have fakes as well, by @AutoConfigureProbityTest on the test class that describes it or by ProbityTester.initializer()"
						.formatted(parent.getDisplayName()));
		}
		FakeChecks fakes = parent.getBean(FAKES, FakeChecks.class);
		fakes.letBeReal(this.real);
		context.addApplicationListener(new RealChecksBelow(context, fakes, this.real));
	}

	private void begin(ConfigurableApplicationContext context) {
		FakeChecks fakes = new FakeChecks(this.real);
		ManualTicker ticker = new ManualTicker(Instant.now());
		ConfigurableListableBeanFactory beans = context.getBeanFactory();
		BeanDefinitionRegistry registry = (BeanDefinitionRegistry) beans;
		define(registry, "probityTestTicker", BeanDefinitionBuilder.rootBeanDefinition(Ticker.class, () -> ticker));
		define(registry, "probityTestWorkers",
				BeanDefinitionBuilder.rootBeanDefinition(CheckWorkers.class, fakes::runs));
		define(registry, FAKES, BeanDefinitionBuilder.rootBeanDefinition(StandInChecks.class, () -> fakes));
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
