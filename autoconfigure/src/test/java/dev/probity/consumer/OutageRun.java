package dev.probity.consumer;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import dev.probity.fixture.OwnPostgres;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * One application that gets the same records as another.
 */
abstract class OutageRun implements AutoCloseable {

	final String topic = UUID.randomUUID().toString();

	final List<String> sent = Collections.synchronizedList(new ArrayList<>());

	volatile Duration workedOff;

	private final String name;

	private final OwnPostgres postgres;

	private ConfigurableApplicationContext context;

	private OutageResult result;

	OutageRun(String name, OwnPostgres postgres) {
		this.name = name;
		this.postgres = postgres;
	}

	void start(Class<?> application, String... properties) {
		this.context = new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.registerShutdownHook(false)
			.run(Stream.concat(Stream.of("--topic=" + this.topic,
					"--spring.datasource.url=" + this.postgres.url() + "&socketTimeout=2",
					"--spring.datasource.username=postgres", "--spring.datasource.hikari.connection-timeout=250",
					"--spring.datasource.hikari.maximum-pool-size=5",
					"--spring.datasource.hikari.connection-init-sql=set synchronous_commit to off",
					"--logging.level.root=error", "--logging.level.org.springframework.kafka=off",
					"--logging.level.org.springframework.amqp=off", "--logging.level.org.springframework.jms=off",
					"--probity.checks.db.interval=500ms", "--probity.checks.db.timeout=500ms",
					"--probity.checks.db.retry-interval=200ms", "--probity.adopt.enabled=false"), Stream.of(properties))
				.toArray(String[]::new));
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	void send(String key, String entry) {
		this.sent.add(entry);
		deliver(key, entry);
	}

	abstract void deliver(String key, String entry);

	/**
	 * How many of those that have been sent nobody is done with.
	 */
	abstract long lag();

	int errors() {
		return bean(OutageWriter.class).errors();
	}

	abstract boolean hasDeadLetters();

	abstract List<String> deadLetters();

	/**
	 * What has come of it. Reads the dead letters, once.
	 */
	OutageResult result() throws SQLException {
		OutageResult known = this.result;
		if (known == null) {
			known = read();
			this.result = known;
		}
		return known;
	}

	private OutageResult read() throws SQLException {
		List<String> written = new ArrayList<>();
		try (Connection connection = DriverManager.getConnection(this.postgres.url(), "postgres", "");
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("select entry from \"%s\" order by at".formatted(this.topic))) {
			while (rows.next()) {
				written.add(rows.getString(1));
			}
		}
		return OutageResult.of(this.name, this.sent, written, deadLetters(), errors(), this.workedOff);
	}

	@Override
	public void close() {
		this.context.close();
	}

}
