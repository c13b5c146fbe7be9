package dev.probity.inquiry;

import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.SmartApplicationListener;

/**
 * Begins to ask the probes once the application is ready. On a dedicated thread: nothing
 * waits for it. It listens from the first event, which may be published while a bean is
 * made that a health indicator needs: what is to be asked is looked for only when it is.
 */
final class ProbeInquiry implements SmartApplicationListener {

	private static final Log logger = LogFactory.getLog(ProbeInquiry.class);

	private final ConfigurableApplicationContext context;

	private final ProbePorts ports;

	private final Supplier<AskedProbes> probes;

	ProbeInquiry(ConfigurableApplicationContext context, Supplier<AskedProbes> probes) {
		this.context = context;
		this.ports = new ProbePorts(context);
		this.probes = probes;
	}

	@Override
	public boolean supportsEventType(Class<? extends ApplicationEvent> type) {
		return ApplicationReadyEvent.class.isAssignableFrom(type)
				|| WebServerInitializedEvent.class.isAssignableFrom(type);
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		if (event instanceof WebServerInitializedEvent server) {
			this.ports.add(server);
		}
		else if (event instanceof ApplicationReadyEvent ready && ready.getApplicationContext() == this.context) {
			Thread thread = new Thread(this::run, "probity-inquiry");
			thread.setDaemon(true);
			thread.start();
		}
	}

	/**
	 * Not on another thread: the ports are to be known once the application is ready.
	 */
	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

	private void run() {
		try {
			this.probes.get().ask(this.ports);
		}
		catch (RuntimeException ex) {
			if (!this.context.isClosed()) {
				// no evidence about the probes
				logger.info("Could not determine whether anonymous callers reach the probes: " + ex);
			}
		}
	}

}
