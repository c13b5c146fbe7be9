package dev.probity.diagnosis;

/**
 * A fresh connection cannot be tried, which shows nothing about the dependency.
 */
public final class NoFreshConnectionException extends Exception {

	private static final long serialVersionUID = 1L;

	/**
	 * Show nothing.
	 * @param reason why it cannot be tried
	 */
	public NoFreshConnectionException(String reason) {
		super(reason);
	}

}
