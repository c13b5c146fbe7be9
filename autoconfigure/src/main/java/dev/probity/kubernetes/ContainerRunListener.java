package dev.probity.kubernetes;

import java.time.Duration;
import java.util.function.Consumer;

import dev.probity.detail.ThrowableText;
import dev.probity.engine.CheckMonitor;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.JvmShutdown;
import dev.probity.probe.Probes;
import dev.probity.shutdown.LameDuck;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.ClassUtils;

/**
 * Follows a run of an application from when its properties are known to its end, for what
 * is to be said of that. It has no auto-configuration, since a start that fails may have
 * no beans.
 */
final class ContainerRunListener implements SpringApplicationRunListener, Ordered {

	private static final String NAME = "probityContainerEnd";

	// of the context that Spring Cloud makes ahead of the application's
	private static final String BOOTSTRAP = "bootstrap";

	private static final boolean METERS = ClassUtils.isPresent("io.micrometer.core.instrument.binder.MeterBinder",
			ContainerRunListener.class.getClassLoader());

	private final Ticker ticker = Ticker.system();

	private @Nullable ContainerSettings settings;

	private @Nullable Container container;

	// whether the container is that of a context above, which is there already
	private boolean further;

	/**
	 * After those who add to the environment.
	 */
	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

	@Override
	public void environmentPrepared(ConfigurableBootstrapContext bootstrapContext,
			ConfigurableEnvironment environment) {
		if (!Boolean.getBoolean("spring.aot.processing") && !environment.getPropertySources().contains(BOOTSTRAP)) {
			this.settings = ContainerSettings.of(environment);
		}
	}

	@Override
	public void contextPrepared(ConfigurableApplicationContext context) {
		if (this.settings == null) {
			return;
		}
		this.container = ofParent(context);
		this.further = this.container != null;
		if (this.container == null) {
			this.container = Container.begin(this.settings, this.ticker);
			bind(this.container, context);
		}
	}

	private static @Nullable Container ofParent(ApplicationContext context) {
		ApplicationContext parent = context.getParent();
		return (parent != null) ? parent.getBeanProvider(Container.class).getIfAvailable() : null;
	}

	/**
	 * The first bean to be there is the last to go.
	 */
	private static void bind(Container container, ConfigurableApplicationContext context) {
		ConfigurableListableBeanFactory beans = context.getBeanFactory();
		beans.registerSingleton("probityContainer", container);
		beans.registerSingleton(NAME, container.end());
		Ledger ledger = container.ledger();
		if (ledger != null) {
			beans.registerSingleton("probityRestartHistory", ledger);
			if (METERS) {
				beans.registerSingleton("probityRestartMetrics", new RestartMetrics(ledger));
			}
		}
		if (beans instanceof DefaultSingletonBeanRegistry registry) {
			registry.registerDisposableBean(NAME, container::close);
		}
		context
			.addApplicationListener(new ClosingListener(Ordered.HIGHEST_PRECEDENCE, (closing) -> container.closing()));
		context.addApplicationListener(new ClosingListener(Ordered.HIGHEST_PRECEDENCE + 2, (closing) -> {
			LameDuck lameDuck = closing.getBeanProvider(LameDuck.class).getIfAvailable();
			container.words().served((lameDuck != null) ? lameDuck.end() : null);
		}));
	}

	@Override
	public void started(ConfigurableApplicationContext context, @Nullable Duration timeTaken) {
		Container begun = this.container;
		Probes probes = (begun != null) ? context.getBeanProvider(Probes.class).getIfAvailable() : null;
		if (begun != null && probes != null) {
			begun.watch(probes, context.getBean(CheckMonitor.class), context.getBean(Instance.class));
		}
	}

	@Override
	public void failed(@Nullable ConfigurableApplicationContext context, Throwable exception) {
		if (this.settings == null || JvmShutdown.isInProgress()) {
			return;
		}
		Container begun = (this.container != null) ? this.container : Container.begin(this.settings, this.ticker);
		if (isClosed(context)) {
			// what fails now does so because nothing is left
			if (this.further) {
				begun.furtherStartFailed(ContainerEnd.CLOSED);
			}
			else {
				begun.closedBeforeStarted();
			}
			return;
		}
		Consumer<String> words = this.further ? begun::furtherStartFailed : begun::startFailed;
		words.accept(ThrowableText.describe(exception));
		StartFailureReporter.expect(words);
	}

	/**
	 * Itself or one above it; not one below it, which may come and go.
	 */
	private static boolean isClosed(@Nullable ApplicationContext context) {
		for (ApplicationContext each = context; each != null; each = each.getParent()) {
			if (each instanceof ConfigurableApplicationContext configurable && configurable.isClosed()) {
				return true;
			}
		}
		return false;
	}

}
