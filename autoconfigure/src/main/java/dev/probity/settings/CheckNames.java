package dev.probity.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.probity.check.CheckRegistration;

/**
 * How names of checks are compared, and which are known whether or not the check is
 * there. Case, dashes and underscores do not count, nor does any separator if the other
 * name has none, as in an environment variable.
 */
public final class CheckNames {

	/**
	 * Names of contributors to Actuator that look outside the process.
	 */
	static final Set<String> EXTERNAL = Set.of("cassandra", "couchbase", "db", "elasticsearch", "hazelcast", "http",
			"jms", "kafka", "ldap", "mail", "mongo", "neo4j", "pulsar", "r2dbc", "rabbit", "redis");

	/**
	 * Names of contributors to Actuator that look inside the process only.
	 */
	public static final Set<String> LOCAL = Set.of("diskSpace", "ssl", "ping", "livenessState", "readinessState");

	/**
	 * Names of our own checks that look inside the process.
	 */
	public static final Set<String> VITAL = Set.of("deadlock", "memory", "scheduler", "server", "disk",
			"fileDescriptors", "heartbeat", "scheduledTasks", "kafkaListeners", "taskExecutors", "oldestRequest",
			"pool", "executor", "requests", "errorRate");

	/**
	 * The checks of the services that the application calls over HTTP.
	 */
	public static final String HTTP = "http";

	/**
	 * The check of the disk, as Probity names it.
	 */
	public static final String DISK = "disk";

	/**
	 * The check of the disk, as Actuator names it.
	 */
	public static final String DISK_SPACE = "diskSpace";

	/**
	 * The check of the share of requests that fail.
	 */
	public static final String ERROR_RATE = "errorRate";

	// the others are one check each; "disk" is "diskSpace" where Actuator has that
	private static final Set<String> COMPOSITES = Set.of("heartbeat", "pool", "executor");

	private CheckNames() {
	}

	/**
	 * What is left of a name in an environment variable: letters and digits.
	 */
	public static String canonical(String name) {
		StringBuilder canonical = new StringBuilder(name.length());
		for (int i = 0; i < name.length(); i++) {
			if (Character.isLetterOrDigit(name.charAt(i))) {
				canonical.append(Character.toLowerCase(name.charAt(i)));
			}
		}
		return canonical.isEmpty() ? name : canonical.toString();
	}

	/**
	 * Whether a spelling matches a name. If it has no other separators than dashes and
	 * underscores, those of the name do not count either.
	 */
	public static boolean areEqual(String said, String name) {
		return end(said, name) == name.length();
	}

	/**
	 * Whether a spelling is the name of a check or of a composite it belongs to. Called
	 * for each answer of a probe, so it allocates no text.
	 */
	public static boolean covers(String said, String check) {
		int end = end(said, check);
		return end == check.length() || (end > 0 && check.charAt(end) == '/') || (isDisk(said) && isDisk(check));
	}

	/**
	 * Whether a spelling is one of the two names of the disk check.
	 */
	public static boolean isDisk(String said) {
		return areEqual(said, DISK) || areEqual(said, DISK_SPACE);
	}

	/**
	 * The length of the part of a name that a spelling matches.
	 * @return -1 if the name does not begin with it
	 */
	private static int end(String said, String name) {
		boolean flat = isFlat(said);
		int at = 0;
		for (int i = 0; i < said.length(); i++) {
			if (isFiller(said.charAt(i))) {
				continue;
			}
			at = skip(name, at, flat);
			if (at == name.length()
					|| Character.toLowerCase(said.charAt(i)) != Character.toLowerCase(name.charAt(at))) {
				return -1;
			}
			at++;
		}
		return skip(name, at, false);
	}

	/**
	 * Whether a name has no other separators than dashes and underscores.
	 */
	public static boolean isFlat(String said) {
		for (int i = 0; i < said.length(); i++) {
			if (!Character.isLetterOrDigit(said.charAt(i)) && !isFiller(said.charAt(i))) {
				return false;
			}
		}
		return true;
	}

	private static int skip(String name, int from, boolean flat) {
		int at = from;
		while (at < name.length()
				&& (isFiller(name.charAt(at)) || (flat && !Character.isLetterOrDigit(name.charAt(at))))) {
			at++;
		}
		return at;
	}

	private static boolean isFiller(char character) {
		return character == '-' || character == '_';
	}

	/**
	 * A name and those of the composites it is in, the longest first.
	 */
	public static List<String> withComposites(String name) {
		List<String> names = new ArrayList<>();
		for (int end = name.length(); end > 0; end = name.lastIndexOf('/', end - 1)) {
			names.add(name.substring(0, end));
		}
		return names;
	}

	/**
	 * Whether a check can have the name.
	 */
	public static boolean isPossible(String name) {
		return CheckRegistration.isName(name);
	}

	public static String firstPart(String name) {
		int slash = name.indexOf('/');
		return (slash < 0) ? name : name.substring(0, slash);
	}

	public static boolean isExternal(String name) {
		return EXTERNAL.contains(firstPart(name));
	}

	/**
	 * Whether a name, as Actuator writes it, can only be that of one of our own checks,
	 * or of a composite of them.
	 */
	public static boolean isVital(String name) {
		return !isDisk(name) && isPossible(name) && (VITAL.contains(name) || COMPOSITES.contains(firstPart(name)));
	}

	/**
	 * Whether it is the name of a composite of our own checks.
	 */
	public static boolean isComposite(String name) {
		return COMPOSITES.contains(name);
	}

	/**
	 * Whether a name is known, be it that of a check of this application or not. Which
	 * parts most composites have is seen only where they are; which services are called
	 * over HTTP is known at the start of each application.
	 */
	public static boolean isBuiltIn(String name) {
		String first = firstPart(name);
		return builtIn().anyMatch((known) -> areEqual(known, first) && (!known.equals(HTTP) || areEqual(HTTP, name)));
	}

	/**
	 * Whether a name without separators may be that of a part of something built in.
	 */
	public static boolean beginsAsBuiltIn(String name) {
		String canonical = canonical(name);
		return builtIn()
			.anyMatch((known) -> known.equals(HTTP) ? canonical.equals(HTTP) : canonical.startsWith(canonical(known)));
	}

	private static Stream<String> builtIn() {
		return Stream.of(EXTERNAL, LOCAL, VITAL).flatMap(Set::stream);
	}

}
