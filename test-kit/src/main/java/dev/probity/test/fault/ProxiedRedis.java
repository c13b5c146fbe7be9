package dev.probity.test.fault;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.ssl.SslBundle;

/**
 * The way to a Redis through a proxy.
 */
record ProxiedRedis(DataRedisConnectionDetails details, Standalone standalone) implements DataRedisConnectionDetails {

	static Object of(DataRedisConnectionDetails details, Faults faults, String bean) {
		Standalone server = details.getStandalone();
		// the properties have one even where it is not used
		boolean alone = details.getSentinel() == null && details.getCluster() == null
				&& details.getMasterReplica() == null;
		if (server == null || !alone) {
			faults.add(bean, Way.blocked(ServerKind.REDIS,
					"it is no standalone Redis, and the nodes of a cluster, of a sentinel or of a master and its replicas name each other"));
			return details;
		}
		Way way = Way.plain(ServerKind.REDIS);
		faults.add(bean, way);
		Address proxied = way.proxied(new Address(server.getHost(), server.getPort()));
		return new ProxiedRedis(details, Standalone.of(proxied.host(), proxied.port(), server.getDatabase()));
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
	public @Nullable SslBundle getSslBundle() {
		return this.details.getSslBundle();
	}

	@Override
	public Standalone getStandalone() {
		return this.standalone;
	}

	/**
	 * Without the password.
	 */
	@Override
	public String toString() {
		return this.standalone.getHost() + ":" + this.standalone.getPort();
	}

}
