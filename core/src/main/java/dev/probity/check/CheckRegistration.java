package dev.probity.check;

import dev.probity.text.VisibleText;

/**
 * A check under its name, with its policy.
 *
 * @param name the name as Actuator shows it, for example {@code db} or
 * {@code db/reporting}; no empty part, no white space, nothing that cannot be seen
 * @param check the check
 * @param policy when it runs
 * @since 0.1.0
 */
public record CheckRegistration(String name, HealthCheck check, CheckPolicy policy) {

	public CheckRegistration {
		if (!isName(name)) {
			throw new IllegalArgumentException(("Check name '%s' must be non-empty parts without white space and "
					+ "characters that cannot be seen, separated by '/'")
				.formatted(VisibleText.line(name)));
		}
	}

	/**
	 * Whether a check can have a name: non-empty parts without white space and control
	 * characters, which could forge lines of a log, separated by slashes.
	 * @param name the name
	 * @return whether it can
	 */
	public static boolean isName(String name) {
		return name.matches("[^\\s/]++(/[^\\s/]++)*+") && VisibleText.firstUnseen(name).isEmpty();
	}

	/**
	 * The kind of the check.
	 * @return the kind
	 */
	public CheckKind kind() {
		return CheckKind.of(this.check);
	}

}
