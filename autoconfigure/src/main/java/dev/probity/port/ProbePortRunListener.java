package dev.probity.port;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import dev.probity.lifecycle.JvmShutdown;
import dev.probity.settings.FailureAnalyzedException;
import dev.probity.settings.SpringBootTests;
import dev.probity.time.Ticker;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Opens the probe port as soon as a run of an application knows its properties, and
 * closes it after the last of its beans.
 */
final class ProbePortRunListener implements SpringApplicationRunListener, Ordered {

	static final String BEAN_NAME = "probityProbePort";

	private static final Log logger = LogFactory.getLog(ProbePortRunListener.class);

	private static final String LOCAL_PORT = "local.probity.probe-port";

	// of the context that Spring Cloud makes ahead of the application's
	private static final String BOOTSTRAP = "bootstrap";

	private final SpringApplication application;

	private final Ticker ticker = Ticker.system();

	private final long begin = this.ticker.read();

	private @Nullable ProbePortSettings settings;

	private @Nullable StartingProbes starting;

	private @Nullable ProbePort port;

	ProbePortRunListener(SpringApplication application) {
		this.application = application;
	}

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
		if (Boolean.getBoolean("spring.aot.processing") || environment.getPropertySources().contains(BOOTSTRAP)) {
			return;
		}
		this.settings = ProbePortSettings.of(environment, this.application.getWebApplicationType());
		// a parent's port is the child's, too, and whether there is a parent is seen
		// later
		if (this.settings != null && !SpringBootTests.isOne(environment) && !ProbePort.isAnyOpen()) {
			open(this.settings, environment);
		}
	}

	@Override
	public void contextPrepared(ConfigurableApplicationContext context) {
		if (this.settings == null) {
			return;
		}
		if (hasPortOfParent(context) || ServedContexts.isMock(context)) {
			close();
			this.settings = null;
			return;
		}
		if (this.port == null) {
			open(this.settings, context.getEnvironment());
		}
		if (this.port != null) {
			bind(this.port, context);
		}
		stage("loading bean definitions");
	}

	@Override
	public void contextLoaded(ConfigurableApplicationContext context) {
		stage("creating beans");
	}

	@Override
	public void failed(@Nullable ConfigurableApplicationContext context, Throwable exception) {
		close();
	}

	private void open(ProbePortSettings settings, ConfigurableEnvironment environment) {
		this.starting = new StartingProbes(settings.paths(), settings.balancer(), "creating the context",
				() -> this.ticker.read() - this.begin);
		String bundleName = settings.tls().bundleName();
		if (bundleName != null) {
			SslBundle bundle = EarlyBundle.find(bundleName, environment);
			if (bundle != null) {
				settings.tls().use(bundle);
			}
		}
		try {
			this.port = ProbePort.open(settings, this.starting, this.ticker);
			logger.info("The probe port %d is open: %s, %s, %s".formatted(this.port.port(), settings.paths().liveness(),
					settings.paths().readiness(), settings.paths().startup()));
		}
		catch (IOException ex) {
			refused(settings, ex);
			this.settings = null;
		}
	}

	private static void refused(ProbePortSettings settings, IOException ex) {
		String where = (settings.address() != null) ? settings.address().getHostAddress() + ":" + settings.port()
				: String.valueOf(settings.port());
		if (settings.origin() == ProbePortSettings.Origin.DEFAULT) {
			logger.warn(("The probe port %s cannot be opened (%s): probes are answered on the port of the application "
					+ "only. Set '%s' to a port that is free, or to -1 for no probe port.")
				.formatted(where, ex.getMessage(), ProbePortSettings.PORT));
			return;
		}
		throw new FailureAnalyzedException("The probe port %s cannot be opened: %s.".formatted(where, ex.getMessage()),
				"Stop what uses that port, or set the property '%s'%s to another; 0 takes any free port, -1 none."
					.formatted(ProbePortSettings.PORT,
							(settings.address() != null) ? " or '" + ProbePortSettings.ADDRESS + "'" : ""),
				ex);
	}

	/**
	 * The first bean to be there is the last to go. If the JVM goes down, the port goes
	 * with it.
	 */
	private static void bind(ProbePort port, ConfigurableApplicationContext context) {
		context.getBeanFactory().registerSingleton(BEAN_NAME, port);
		if (context.getBeanFactory() instanceof DefaultSingletonBeanRegistry registry) {
			registry.registerDisposableBean(BEAN_NAME, () -> {
				if (!JvmShutdown.isInProgress()) {
					port.close();
				}
			});
		}
		publish(port.port(), context.getEnvironment());
	}

	@SuppressWarnings("unchecked")
	private static void publish(int port, ConfigurableEnvironment environment) {
		PropertySource<?> ports = environment.getPropertySources().get("server.ports");
		if (ports == null) {
			ports = new MapPropertySource("server.ports", new HashMap<>());
			environment.getPropertySources().addFirst(ports);
		}
		((Map<String, Object>) ports.getSource()).put(LOCAL_PORT, port);
	}

	private static boolean hasPortOfParent(ApplicationContext context) {
		ApplicationContext parent = context.getParent();
		return parent != null && parent.getBeanProvider(ProbePort.class).getIfAvailable() != null;
	}

	private void stage(String stage) {
		if (this.starting != null) {
			this.starting.stage(stage);
		}
	}

	private void close() {
		if (this.port != null) {
			this.port.close();
			this.port = null;
		}
	}

}
