package dev.probity.test.fault;

import java.util.Arrays;
import java.util.List;

import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * What an application connects to.
 */
enum ServerKind {

	DB("a database", "org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails"),

	REDIS("Redis", "org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails"),

	KAFKA("Kafka", "org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails");

	private final String words;

	private final String details;

	ServerKind(String words, String details) {
		this.words = words;
		this.details = details;
	}

	String words() {
		return this.words;
	}

	String type() {
		return ClassUtils.getShortName(this.details);
	}

	/**
	 * Whether the application has the classes for it.
	 */
	boolean isPresent(ClassLoader classLoader) {
		return ClassUtils.isPresent(this.details, classLoader);
	}

	/**
	 * The names of the beans that say where such servers are.
	 */
	List<String> names(ApplicationContext context) {
		ClassLoader classLoader = context.getClassLoader();
		return isPresent((classLoader != null) ? classLoader : getClass().getClassLoader())
				? Arrays.asList(context.getBeanNamesForType(ClassUtils.resolveClassName(this.details, classLoader)))
				: List.of();
	}

}
