package dev.probity.test.fault;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A JDBC URL that names one server.
 *
 * @param before what stands before its address
 * @param server its address
 * @param after what stands after it
 */
record JdbcUrl(String before, Address server, String after) {

	private static final Map<String, Integer> PORTS = Map.of("postgresql", 5432, "mysql", 3306, "mariadb", 3306,
			"sqlserver", 1433, "oracle", 1521, "db2", 50000);

	// with an optional user before the server; Oracle's has "@", "@//" or "@tcp://"
	// before
	// it
	private static final Pattern URL = Pattern.compile(
			"(jdbc:(?:[a-z0-9]+:)*?(postgresql|mysql|mariadb|sqlserver|oracle|db2):(?:[a-z]+:)*(?:@tcps?://|@//|@|//(?:[^@/]*@)?))"
					+ "(\\[[^\\]]+\\]|[^:/;?,()@\\\\]+)(?::(\\d+))?+([/;?:].*)?");

	// with which SQL Server's driver goes elsewhere, whatever stands before
	private static final Pattern ELSEWHERE = Pattern
		.compile("(?i).*;\\s*(server|serverName|port|portNumber|instanceName|failoverPartner)\\s*=.*");

	/**
	 * Take a URL apart.
	 * @return the URL, or {@code null} if it does not name one server
	 */
	static @Nullable JdbcUrl parse(String url) {
		Matcher matcher = URL.matcher(url);
		if (!matcher.matches() || isName(matcher) || ELSEWHERE.matcher(url).matches()) {
			return null;
		}
		int port = (matcher.group(4) != null) ? Integer.parseInt(matcher.group(4))
				: PORTS.getOrDefault(matcher.group(2), 0);
		String after = (matcher.group(5) != null) ? matcher.group(5) : "";
		return new JdbcUrl(matcher.group(1), Address.parse(matcher.group(3), port), after);
	}

	/**
	 * Whether it is no server that stands there, but what Oracle's driver looks up
	 * elsewhere: a name in <code>tnsnames.ora</code>, or a directory.
	 */
	private static boolean isName(Matcher url) {
		String after = (url.group(5) != null) ? url.group(5) : "";
		return url.group(2).equals("oracle") && url.group(1).endsWith(":@")
				&& (after.startsWith("://") || url.group(4) == null && !after.startsWith("/"));
	}

	/**
	 * The same URL with another server.
	 */
	String at(Address other) {
		return this.before + other + this.after;
	}

}
