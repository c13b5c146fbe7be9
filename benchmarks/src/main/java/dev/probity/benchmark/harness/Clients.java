package dev.probity.benchmark.harness;

import java.util.List;
import java.util.stream.Stream;

/**
 * What an application depends on.
 */
public enum Clients {

	/** PostgreSQL. */
	DATABASE,

	/** PostgreSQL, and Redis. */
	DATABASE_AND_REDIS("netty-", "reactor-core", "reactive-streams-");

	private static final List<String> REDIS = List.of("spring-boot-starter-data-redis", "spring-boot-data-redis",
			"spring-boot-data-commons", "spring-data-", "spring-oxm", "lettuce-", "redis-authx-");

	private final List<String> needed;

	Clients(String... needed) {
		this.needed = List.of(needed);
	}

	/**
	 * Whether a jar is there for nothing else.
	 */
	boolean lack(String jar) {
		return this == DATABASE && REDIS.stream().anyMatch(jar::startsWith);
	}

	/**
	 * Whether they need a jar, whatever serves the application.
	 */
	boolean need(String jar) {
		return this == DATABASE_AND_REDIS
				&& Stream.concat(REDIS.stream(), this.needed.stream()).anyMatch(jar::startsWith);
	}

}
