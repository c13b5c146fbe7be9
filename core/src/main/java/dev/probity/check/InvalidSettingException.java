package dev.probity.check;

import dev.probity.text.Durations;

/**
 * A value of a policy, such as a {@link CheckPolicy}, is out of its range.
 *
 * @since 0.1.0
 */
public final class InvalidSettingException extends IllegalArgumentException {

	private final String setting;

	private final String value;

	private final String reason;

	InvalidSettingException(String setting, Object value, String reason) {
		super("'%s' is %s: %s".formatted(setting, Durations.written(value), reason));
		this.setting = setting;
		this.value = Durations.written(value);
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
	 * @return the value as it is written in a property
	 */
	public String value() {
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
