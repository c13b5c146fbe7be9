package dev.probity.benchmark.report;

import java.util.Locale;

/**
 * How long measuring may take.
 */
public enum Effort {

	/** All of it in three minutes: the ratios that show whether something has broken. */
	SHORT,

	/** As long as it takes to trust the figures. */
	FULL;

	/**
	 * The one that the system property <code>probity.benchmark</code> asks for;
	 * {@link #FULL} unless it says otherwise.
	 * @throws IllegalArgumentException if it is none
	 */
	public static Effort requested() {
		return valueOf(System.getProperty("probity.benchmark", "full").toUpperCase(Locale.ROOT));
	}

}
