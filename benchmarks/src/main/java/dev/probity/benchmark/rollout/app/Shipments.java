package dev.probity.benchmark.rollout.app;

import java.time.Duration;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class Shipments {

	/** What the work takes beside the database. */
	static final Duration WORK = Duration.ofMillis(50);

	private final JdbcClient database;

	Shipments(JdbcClient database) {
		this.database = database;
	}

	Shipment of(int order) {
		return this.database.sql("select cast(:order as integer) as \"order\", 'SHIPPED' as status")
			.param("order", order)
			.query(Shipment.class)
			.single();
	}

}
