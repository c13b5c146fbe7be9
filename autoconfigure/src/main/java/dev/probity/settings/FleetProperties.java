package dev.probity.settings;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who the other instances are, and what this one does while they share a failure.
 *
 * @param peers Addresses of the other instances, "host:port", of the port that serves
 * probes. This instance may be among them.
 * @param dns Name whose addresses are those of all instances, "name" or "name:port", such
 * as a headless Service of Kubernetes.
 * @param service URL that leads to any of the instances, such as "http://orders".
 * @param token Secret that all instances know: without it an answer is neither given nor
 * believed. Anybody may ask, and at a limited rate, unless set.
 * @param path Path on which this instance answers its peers and asks them; served only if
 * peers are set.
 * @param holdFor Time for which a failure of a check with "shared: hold" only degrades
 * the instance; positive.
 * @param failFast Time to wait for a connection of a pool whose check is known to fail
 * while the instance stays in service; "off" leaves pools as they are.
 * @since 0.1.0
 */
public record FleetProperties(@DefaultValue List<String> peers, @Nullable String dns, @Nullable String service,
		@Nullable String token, @DefaultValue("/peerz") String path, @DefaultValue("30s") Duration holdFor,
		@DefaultValue("500ms") FailFast failFast) {

	/**
	 * Whether there is any way to find peers.
	 * @return whether there is
	 */
	public boolean knowsPeers() {
		return !this.peers.isEmpty() || this.dns != null || this.service != null;
	}

	@Override
	public String toString() {
		// without the token
		return "FleetProperties[peers=%s, dns=%s, service=%s, path=%s, holdFor=%s, failFast=%s]".formatted(this.peers,
				this.dns, this.service, this.path, this.holdFor, this.failFast);
	}

}
