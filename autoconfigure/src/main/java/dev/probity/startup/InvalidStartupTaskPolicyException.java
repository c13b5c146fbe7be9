package dev.probity.startup;

/**
 * A value of a {@link StartupTaskPolicy} is out of its range.
 */
public final class InvalidStartupTaskPolicyException extends IllegalArgumentException {

	private final String setting;

	private final transient Object value;

	private final String reason;

	InvalidStartupTaskPolicyException(String setting, Object value, String reason) {
		super("'%s' is %s: %s".formatted(setting, value, reason));
		this.setting = setting;
		this.value = value;
		this.reason = reason;
	}

	/**
	 * The setting, as it is written in a property name.
	 * @return for example {@code back-off}
	 */
	public String setting() {
		return this.setting;
	}

	/**
	 * The value that is out of range.
	 * @return the value
	 */
	public Object value() {
		return this.value;
	}

	/**
	 * Why the value cannot be.
	 * @return the reason, without setting and value
	 */
	public String reason() {
		return this.reason;
	}

}
