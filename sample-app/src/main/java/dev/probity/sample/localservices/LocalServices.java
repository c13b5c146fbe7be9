package dev.probity.sample.localservices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.probity.test.proxy.TcpProxy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.Assert;
import org.springframework.util.StopWatch;

/**
 * The servers in the child JVM and the proxies in front of them: one set for all
 * application contexts of this JVM. Safe for use by several threads.
 */
public final class LocalServices {

	private static final Logger logger = LoggerFactory.getLogger(LocalServices.class);

	private static final Duration STARTUP_TIMEOUT = Duration.ofSeconds(120);

	private static @Nullable LocalServices shared;

	private final Map<String, TcpProxy> proxies = new LinkedHashMap<>();

	private final Map<String, Object> properties = new HashMap<>();

	private final ChildJvm child;

	private final Map<String, String> values;

	private LocalServices() {
		List<LocalServer> servers = LocalServer.all();
		for (LocalServer server : servers) {
			TcpProxy proxy = new TcpProxy();
			this.proxies.put(server.dependency(), proxy);
			this.properties.putAll(server.properties(proxy.port()));
		}
		StopWatch watch = new StopWatch();
		watch.start();
		Path folder = createFolder();
		this.child = ChildJvm.start(folder, this.proxies.values().stream().map(TcpProxy::port).toList());
		this.values = Map.copyOf(this.child.awaitReady(STARTUP_TIMEOUT));
		for (LocalServer server : servers) {
			TcpProxy proxy = proxy(server.dependency()).orElseThrow();
			String port = value(server.name() + ".port");
			proxy.forward(Integer.parseInt(port));
			logger.info("Started a real {} on port {}, used through the proxy on port {}", server.name(), port,
					proxy.port());
		}
		watch.stop();
		logger.info("Local services are ready after {} ms: process {}, files in {}", watch.getTotalTimeMillis(),
				this.child.pid(), folder);
	}

	/**
	 * Returns the local services of this JVM, started by the first call.
	 */
	static synchronized LocalServices shared() {
		if (shared == null) {
			shared = new LocalServices();
		}
		return shared;
	}

	/**
	 * Returns the proxy through which the application reaches a dependency.
	 */
	public Optional<TcpProxy> proxy(String dependency) {
		return Optional.ofNullable(this.proxies.get(dependency));
	}

	/**
	 * Returns what the child JVM says about a server, for example {@code postgres.pid}.
	 */
	public String value(String name) {
		String value = this.values.get(name);
		Assert.notNull(value, () -> "No value '%s' in %s".formatted(name, this.values));
		return value;
	}

	/**
	 * Returns what the application's environment needs to find the proxies.
	 */
	Map<String, Object> properties() {
		return this.properties;
	}

	private static Path createFolder() {
		try {
			return Files.createTempDirectory("probity-sample-");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
