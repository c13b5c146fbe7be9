package dev.probity.sample.localservices;

import java.util.Map;

import dev.probity.test.proxy.TcpProxy;

/**
 * The servers of this JVM's {@link LocalServices}, which all tests share, for those that
 * break one. They heal it, too.
 */
public enum SharedServer {

	POSTGRES("db"), REDIS("redis"), KAFKA("kafka");

	private final String dependency;

	SharedServer(String dependency) {
		this.dependency = dependency;
	}

	/**
	 * What the application calls it.
	 */
	public String dependency() {
		return this.dependency;
	}

	/**
	 * The way to it that every application in this JVM takes.
	 */
	public TcpProxy proxy() {
		return LocalServices.shared().proxy(this.dependency).orElseThrow();
	}

	/**
	 * Its first process. That of Kafka is the child JVM, whose children are the others.
	 */
	public long process() {
		return Long.parseLong(LocalServices.shared().value(name().toLowerCase() + ".pid"));
	}

	/**
	 * Where the servers are, as the profile {@code external} wants to be told.
	 */
	public static Map<String, String> addresses() {
		Map<String, Object> properties = LocalServices.shared().properties();
		return Map.of("DB_URL", text(properties, "spring.datasource.url"), "DB_USERNAME",
				text(properties, "spring.datasource.username"), "DB_PASSWORD",
				text(properties, "spring.datasource.password"), "REDIS_URL",
				"redis://%s:%s".formatted(properties.get("spring.data.redis.host"),
						properties.get("spring.data.redis.port")),
				"KAFKA_BOOTSTRAP_SERVERS", text(properties, "spring.kafka.bootstrap-servers"));
	}

	private static String text(Map<String, Object> properties, String name) {
		return properties.get(name).toString();
	}

	public static void healAll() {
		for (SharedServer server : values()) {
			server.proxy().heal();
		}
	}

}
