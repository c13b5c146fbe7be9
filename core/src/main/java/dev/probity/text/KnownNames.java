package dev.probity.text;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What names say about their values, kept: the details of a check have the same names at
 * each run. Forgets all once there are too many. Thread-safe.
 */
final class KnownNames {

	private static final int MOST = 1_000;

	private static final int LONGEST = 64;

	private final Map<String, SecretName> names = new ConcurrentHashMap<>();

	SecretName of(String name) {
		if (name.length() > LONGEST) {
			return SecretName.of(name);
		}
		SecretName known = this.names.get(name);
		if (known != null) {
			return known;
		}
		SecretName read = SecretName.of(name);
		if (this.names.size() >= MOST) {
			this.names.clear();
		}
		this.names.put(name, read);
		return read;
	}

}
