package dev.probity.contract;

import java.util.Locale;

/**
 * Something that is wrong with how the probes are requested.
 *
 * @param code what
 * @param text it in words, and what to do
 */
record Finding(FindingCode code, String text) {

	/**
	 * Where more is said of it.
	 */
	String help() {
		return "docs/findings.md#" + this.code.code().toLowerCase(Locale.ROOT);
	}

}
