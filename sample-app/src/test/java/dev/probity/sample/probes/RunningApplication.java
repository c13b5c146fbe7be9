package dev.probity.sample.probes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckSnapshot;
import dev.probity.engine.CheckMonitor;
import dev.probity.sample.SampleApplication;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample application in this JVM, on a port of its own.
 */
final class RunningApplication implements AutoCloseable {

	/** What no answer may contain. The local server trusts everybody, so it will do. */
	static final String PASSWORD = "hunter2-and-more";

	/** Or an order of another test may still be shipped, by way of the database. */
	static final String NOTHING_TO_SHIP = "spring.kafka.listener.auto-startup=false";

	/** Or the warm-up would compete with the first requests. */
	private static final String LITTLE_TO_WARM_UP = "orders.quotes.warm-up-to=10";

	private final ConfigurableApplicationContext context;

	private RunningApplication(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Starts the application.
	 * @param properties as on a command line, without the dashes
	 */
	static RunningApplication with(String... properties) {
		List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--spring.main.banner-mode=off",
				"--logging.level.root=off", "--spring.datasource.password=" + PASSWORD));
		for (String property : properties) {
			arguments.add("--" + property);
		}
		return new RunningApplication(
				new SpringApplicationBuilder(SampleApplication.class, Borrowers.class).properties(LITTLE_TO_WARM_UP)
					.run(arguments.toArray(String[]::new)));
	}

	int port() {
		return Integer.parseInt(this.context.getEnvironment().getRequiredProperty("local.server.port"));
	}

	/**
	 * Where the probes are with a "management.server.port" of their own.
	 */
	int managementPort() {
		return Integer.parseInt(this.context.getEnvironment().getRequiredProperty("local.management.port"));
	}

	/**
	 * Flips a fault switch: worker/hang.
	 */
	void fault(String fault) {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + "/faults/" + fault))
			.POST(BodyPublishers.noBody())
			.timeout(Duration.ofSeconds(10))
			.build();
		try {
			assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode()).as(fault)
				.isEqualTo(204);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A check as it stands.
	 */
	CheckSnapshot check(String name) {
		CheckSnapshot snapshot = this.context.getBean(CheckMonitor.class).snapshot(name);
		if (snapshot == null) {
			throw new IllegalStateException("There is no check '%s'".formatted(name));
		}
		return snapshot;
	}

	CheckPolicy policy(String name) {
		return check(name).policy();
	}

	DataSource dataSource() {
		return this.context.getBean(DataSource.class);
	}

	Borrowers borrowers() {
		return this.context.getBean(Borrowers.class);
	}

	@Override
	public void close() {
		this.context.close();
	}

}
