package dev.probity.port;

import java.util.function.Supplier;

import dev.probity.traffic.PeerPath;
import dev.probity.web.ProbeResponders;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Has the probe port, where there is one, answer with the probes of the application from
 * when all beans are there until they go. Of several contexts with probes below one that
 * has the port, it is the first's.
 */
final class ProbePortProbes implements SmartInitializingSingleton, DisposableBean {

	private static final Log logger = LogFactory.getLog(ProbePortProbes.class);

	private final String context;

	private final @Nullable ProbePort port;

	private final Supplier<ProbeResponders> responders;

	private final Supplier<@Nullable PeerPath> peers;

	private final CallCounter calls;

	private final ProbePortBundle bundle;

	ProbePortProbes(String context, @Nullable ProbePort port, Supplier<ProbeResponders> responders,
			Supplier<@Nullable PeerPath> peers, CallCounter calls, ProbePortBundle bundle) {
		this.context = context;
		this.port = port;
		this.responders = responders;
		this.peers = peers;
		this.calls = calls;
		this.bundle = bundle;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.port != null
				&& !this.port.attach(this, this.responders.get().byPath(), this.peers.get(), this.calls)) {
			logger
				.warn(("The probe port %d answers with the probes of another context of the same parent: those of the "
						+ "context '%s' are not asked there. Set '%s' to -1 in that context if it is to have no probe port.")
					.formatted(this.port.port(), this.context, ProbePortSettings.PORT));
			return;
		}
		this.bundle.use();
	}

	@Override
	public void destroy() {
		if (this.port != null) {
			this.port.detach(this);
		}
	}

}
