package dev.probity.settings;

import java.util.regex.Pattern;

/**
 * Recognises the variables that Kubernetes sets in every container for each Service of
 * the namespace: one that is named <code>probity-checks</code> makes
 * <code>PROBITY_CHECKS_PORT=tcp://10.0.0.1:80</code>, which says nothing of checks.
 */
final class ServiceLink {

	private static final Pattern ADDRESS = Pattern.compile("(?i)(tcp|udp|sctp)://.*");

	private static final Pattern ENDPOINT = Pattern.compile("(?i).*_PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?");

	private static final Pattern SERVICE = Pattern.compile("(?i).*_SERVICE_(HOST|PORT(_.+)?)");

	private static final Pattern PORT = Pattern.compile("\\d{1,5}");

	private ServiceLink() {
	}

	/**
	 * Whether a variable is one, whatever else its name could mean.
	 */
	static boolean is(String variable, String value) {
		return ADDRESS.matcher(value.trim()).matches() || ENDPOINT.matcher(variable).matches();
	}

	/**
	 * Whether a variable is one, although its name means a setting: then it has a value
	 * that only a port has.
	 */
	static boolean isRatherThanSetting(String variable, String value) {
		return is(variable, value) || (isNamedLikeOne(variable) && PORT.matcher(value.trim()).matches());
	}

	/**
	 * Whether a variable whose name means nothing else is one.
	 */
	static boolean isNamedLikeOne(String variable) {
		return SERVICE.matcher(variable).matches();
	}

}
