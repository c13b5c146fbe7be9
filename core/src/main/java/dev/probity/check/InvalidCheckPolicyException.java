package dev.probity.check;

/**
 * A value of a {@link CheckPolicy} is out of its range.
 *
 * @since 0.1.0
 */
public class InvalidCheckPolicyException extends IllegalArgumentException {

	private final String setting;

	private final transient Object value;

	private final String reason;

	InvalidCheckPolicyException(String setting, Object value, String reason) {
		super("'%s' is %s: %s".formatted(setting, value, reason));
		this.setting = setting;
		this.value = value;
		this.reason = reason;
	}

	/**
	 * The setting, as it is written in a property name.
	 * @return for example {@code retry-interval}
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
