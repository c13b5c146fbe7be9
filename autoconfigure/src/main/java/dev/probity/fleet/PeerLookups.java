package dev.probity.fleet;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks peers up from the start on, again and again, each time on a thread that is there
 * for that time only: a name server that does not answer keeps nobody waiting.
 */
final class PeerLookups {

	private static final Duration EVERY = Duration.ofSeconds(30);

	private final NamedPeers peers;

	private final FleetThread thread;

	private final AtomicBoolean underWay = new AtomicBoolean();

	PeerLookups(NamedPeers peers, FleetThread thread) {
		this.peers = peers;
		this.thread = thread;
	}

	void begin() {
		if (!this.underWay.getAndSet(true)) {
			Thread lookup = new Thread(this::lookUp, "probity-fleet-lookup");
			lookup.setDaemon(true);
			try {
				lookup.start();
			}
			catch (Throwable ex) {
				// no thread is to be had now
				this.underWay.set(false);
			}
		}
		this.thread.after(EVERY, this::begin);
	}

	private void lookUp() {
		try {
			this.peers.refresh();
		}
		finally {
			this.underWay.set(false);
		}
	}

}
