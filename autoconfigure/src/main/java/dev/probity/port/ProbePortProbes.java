package dev.probity.port;

import java.util.function.Supplier;

import dev.probity.traffic.PeerPath;
import dev.probity.web.ProbeResponders;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Has the probe port, where there is one, answer with the probes of the application from
 * when all beans are there until they go.
 */
final class ProbePortProbes implements SmartInitializingSingleton, DisposableBean {

	private final @Nullable ProbePort port;

	private final Supplier<ProbeResponders> responders;

	private final Supplier<@Nullable PeerPath> peers;

	private final CallCounter calls;

	private final ProbePortBundle bundle;

	ProbePortProbes(@Nullable ProbePort port, Supplier<ProbeResponders> responders, Supplier<@Nullable PeerPath> peers,
			CallCounter calls, ProbePortBundle bundle) {
		this.port = port;
		this.responders = responders;
		this.peers = peers;
		this.calls = calls;
		this.bundle = bundle;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.port != null) {
			this.port.attach(this.responders.get().byPath(), this.peers.get(), this.calls);
		}
		this.bundle.use();
	}

	@Override
	public void destroy() {
		if (this.port != null) {
			this.port.detach();
		}
	}

}
