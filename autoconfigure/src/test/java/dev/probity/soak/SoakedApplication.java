package dev.probity.soak;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.zaxxer.hikari.HikariDataSource;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckState;
import dev.probity.check.DependencyCheck;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.OwnPostgres;
import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.RedisServer;
import dev.probity.fixture.RunningApplication;
import dev.probity.probe.CheckRegistry;
import dev.probity.probe.Criticality;
import org.slf4j.LoggerFactory;

import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * An application with PostgreSQL and Redis that is asked, scraped and given checks all
 * the time, and started anew now and then. Looks often, so that much happens.
 */
final class SoakedApplication implements AutoCloseable {

	static final int POOL = 3;

	// what reports a change, or a start
	private static final Set<String> EXPECTED = Set.of("TransitionLogger", "VerdictLogger", "StartSummary",
			"ProbeInquiry", "CallerPatience");

	private final String[] properties;

	private final AtomicInteger asked = new AtomicInteger();

	private final Map<String, String> unexpected = new ConcurrentHashMap<>();

	private final Thread callers = new Thread(this::call, "callers");

	private volatile RunningApplication running;

	private volatile boolean closed;

	SoakedApplication(OwnPostgres postgres, RedisServer redis) {
		this.properties = new String[] { "spring.datasource.url=" + postgres.url(),
				"spring.datasource.hikari.maximum-pool-size=" + POOL, "spring.data.redis.port=" + redis.port(),
				"management.endpoints.web.exposure.include=health,prometheus,probity",
				"management.endpoint.health.show-details=always", "logging.level.dev.probity=info",
				"logging.level.com.zaxxer=off", "logging.level.io.lettuce=off", "probity.checks.db.interval=200ms",
				"probity.checks.db.timeout=400ms", "probity.checks.redis.interval=200ms",
				"probity.checks.redis.timeout=400ms", "probity.vitals.pool.max-silence=1s",
				"probity.load.sustained-for=1s", "probity.load.stagger=0s", "probity.diagnosis.enabled=false",
				"probity.checks[pool/dataSource].interval=100ms" };
		this.running = start();
		this.callers.setDaemon(true);
		this.callers.start();
	}

	private RunningApplication start() {
		RunningApplication started = RunningApplication.started(Application.class, this.properties);
		Watch watch = new Watch();
		watch.start();
		// the fixture has it say nothing
		((Logger) LoggerFactory.getLogger("dev.probity.event")).setLevel(Level.INFO);
		((Logger) LoggerFactory.getLogger("dev.probity")).addAppender(watch);
		return started;
	}

	/**
	 * End the context, and start the next.
	 */
	void startAnew() {
		RunningApplication old = this.running;
		this.running = start();
		old.close();
	}

	CheckState state(String check) {
		return Contexts.check(this.running.context(), check).state();
	}

	HikariDataSource pool() {
		return this.running.bean(HikariDataSource.class);
	}

	int asked() {
		return this.asked.get();
	}

	Map<String, String> unexpected() {
		return this.unexpected;
	}

	private void call() {
		for (int i = 0; !this.closed; i++) {
			RunningApplication current = this.running;
			try {
				int port = current.context().getEnvironment().getRequiredProperty("local.server.port", Integer.class);
				for (String path : new String[] { "/livez", "/readyz?verbose", "/actuator/health",
						"/actuator/prometheus", "/actuator/probity" }) {
					ask(port, path);
				}
				register(current.bean(CheckRegistry.class), "passing-" + i % 3, i);
				Thread.sleep(50);
			}
			catch (Exception ex) {
				// it is being started anew
				if (current == this.running && !this.closed) {
					this.unexpected.put("callers", ex.toString());
				}
			}
		}
	}

	private static void register(CheckRegistry checks, String name, int number) {
		checks.unregister(name);
		checks.register(name,
				(DependencyCheck) () -> (number % 2 == 0) ? CheckResult.passed() : CheckResult.failed("no"),
				Criticality.OBSERVED);
	}

	private void ask(int port, String path) throws IOException {
		HttpURLConnection connection = (HttpURLConnection) URI.create("http://localhost:" + port + path)
			.toURL()
			.openConnection();
		connection.setRequestProperty("Connection", "close");
		connection.setReadTimeout(20_000);
		try (var body = (connection.getResponseCode() < 400) ? connection.getInputStream()
				: connection.getErrorStream()) {
			body.readAllBytes();
		}
		this.asked.incrementAndGet();
	}

	@Override
	public void close() throws InterruptedException {
		this.closed = true;
		this.callers.join();
		this.running.close();
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ PlainApplication.class, DataSourceAutoConfiguration.class, DataRedisAutoConfiguration.class })
	static class Application {

	}

	private final class Watch extends AppenderBase<ILoggingEvent> {

		@Override
		protected void append(ILoggingEvent event) {
			String logger = event.getLoggerName().substring(event.getLoggerName().lastIndexOf('.') + 1);
			if (!EXPECTED.contains(logger)) {
				SoakedApplication.this.unexpected.put(logger, event.getFormattedMessage());
			}
		}

	}

}
