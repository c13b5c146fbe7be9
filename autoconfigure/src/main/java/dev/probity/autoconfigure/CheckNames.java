package dev.probity.autoconfigure;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import dev.probity.check.CheckRegistration;

/**
 * How names of checks are compared, and which are known whether or not the check is
 * there. Case and dashes do not count, for an environment variable has neither.
 */
final class CheckNames {

	/**
	 * Names of contributors to Actuator that look outside the process.
	 */
	static final Set<String> EXTERNAL = Set.of("cassandra", "couchbase", "db", "elasticsearch", "hazelcast", "jms",
			"kafka", "ldap", "mail", "mongo", "neo4j", "pulsar", "r2dbc", "rabbit", "redis");

	/**
	 * Names of contributors to Actuator that look inside the process only.
	 */
	static final Set<String> LOCAL = Set.of("diskSpace", "ssl", "ping", "livenessState", "readinessState");

	/**
	 * Names of our own checks that look inside the process.
	 */
	static final Set<String> VITAL = Set.of("deadlock", "memory", "scheduler", "server", "disk", "fileDescriptors",
			"heartbeat", "scheduledTasks", "kafkaListeners", "taskExecutors", "oldestRequest", "pool", "executor",
			"requests", "errorRate");

	private CheckNames() {
	}

	static String canonical(String name) {
		return name.replace("-", "").toLowerCase(Locale.ROOT);
	}

	static boolean areEqual(String one, String other) {
		return canonical(one).equals(canonical(other));
	}

	/**
	 * Whether a name is that of a check or of a composite it is in. Asked at each answer
	 * of a probe, so it makes no text.
	 */
	static boolean covers(String name, String check) {
		int at = 0;
		for (int i = 0; i < name.length(); i++) {
			if (name.charAt(i) == '-') {
				continue;
			}
			at = skipDashes(check, at);
			if (at == check.length()
					|| Character.toLowerCase(name.charAt(i)) != Character.toLowerCase(check.charAt(at))) {
				return false;
			}
			at++;
		}
		at = skipDashes(check, at);
		return at == check.length() || check.charAt(at) == '/';
	}

	private static int skipDashes(String name, int from) {
		int at = from;
		while (at < name.length() && name.charAt(at) == '-') {
			at++;
		}
		return at;
	}

	/**
	 * Whether a check can have the name.
	 */
	static boolean isPossible(String name) {
		return CheckRegistration.isName(name);
	}

	static String firstPart(String name) {
		int slash = name.indexOf('/');
		return (slash < 0) ? name : name.substring(0, slash);
	}

	static boolean isExternal(String name) {
		return EXTERNAL.contains(firstPart(name));
	}

	static boolean isBuiltIn(String name) {
		String first = firstPart(name);
		return Stream.of(EXTERNAL, LOCAL, VITAL).flatMap(Set::stream).anyMatch((known) -> areEqual(known, first));
	}

}
