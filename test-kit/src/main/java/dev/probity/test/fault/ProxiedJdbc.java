package dev.probity.test.fault;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * The way to a database through a proxy.
 */
record ProxiedJdbc(JdbcConnectionDetails details, String url) implements JdbcConnectionDetails {

	// Spring Boot's own, which it knows by their type: any others come before what is set
	// for the pool alone, its user say
	private static final String OF_PROPERTIES = "org.springframework.boot.jdbc.autoconfigure.PropertiesJdbcConnectionDetails";

	static Object of(JdbcConnectionDetails details, Faults faults, String bean) {
		String url = details.getJdbcUrl();
		JdbcUrl parsed = JdbcUrl.parse(url);
		if (parsed == null) {
			faults.add(bean, Way.blocked(ServerKind.DB, "its URL does not name one server, but is of the kind '%s'"
				.formatted(url.replaceFirst("(jdbc:[a-z0-9]*).*", "$1:…"))));
			return details;
		}
		Way way = Way.plain(ServerKind.DB);
		faults.add(bean, way);
		String proxied = parsed.at(way.proxied(parsed.server()));
		if (details.getClass().getName().equals(OF_PROPERTIES)) {
			faults.context().getBean(DataSourceProperties.class).setUrl(proxied);
			return details;
		}
		return new ProxiedJdbc(details, proxied);
	}

	@Override
	public @Nullable String getUsername() {
		return this.details.getUsername();
	}

	@Override
	public @Nullable String getPassword() {
		return this.details.getPassword();
	}

	@Override
	public String getJdbcUrl() {
		return this.url;
	}

	@Override
	public String getDriverClassName() {
		return this.details.getDriverClassName();
	}

	@Override
	public @Nullable String getXaDataSourceClassName() {
		return this.details.getXaDataSourceClassName();
	}

	/**
	 * Without the password.
	 */
	@Override
	public String toString() {
		return this.url;
	}

}
