package dev.probity.vital;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.probity.check.CheckRegistration;
import dev.probity.observation.ThreadPosition;
import dev.probity.text.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * The heartbeats of an application context. They may be started before checks can be
 * registered, for example in a {@code @PostConstruct} method: those are registered as
 * soon as that is possible. Thread-safe.
 */
final class LiveHeartbeats implements Heartbeats {

	// all guarded by the lock
	private final Map<String, Heartbeat> byName = new LinkedHashMap<>();

	private final Object lock = new Object();

	private @Nullable HeartbeatRegistrar registrar;

	/**
	 * The name of a heartbeat's check.
	 * @param name the name of the heartbeat
	 * @return the name of the check
	 */
	public static String checkName(String name) {
		return "heartbeat/" + name;
	}

	@Override
	public Heartbeat start(String name, Thread thread) {
		return add(name, thread, null);
	}

	@Override
	public Heartbeat start(String name, Thread thread, Duration maxSilence) {
		if (maxSilence.isZero() || maxSilence.isNegative()) {
			throw new IllegalArgumentException(
					"'maxSilence' of the heartbeat '%s' must be more than zero, but is %s".formatted(name, maxSilence));
		}
		return add(name, thread, maxSilence);
	}

	private Heartbeat add(String name, Thread thread, @Nullable Duration maxSilence) {
		if (!CheckRegistration.isName(checkName(name))) {
			throw new IllegalArgumentException(
					("The name of a heartbeat must be non-empty parts without white space and characters that cannot be "
							+ "seen, separated by '/', but is '%s'")
						.formatted(VisibleText.line(name)));
		}
		synchronized (this.lock) {
			Heartbeat before = this.byName.get(name);
			if (before != null) {
				requireDead(before);
				remove(before);
			}
			Heartbeat started = new Heartbeat(name, thread, maxSilence, this::stopped);
			this.byName.put(name, started);
			try {
				if (this.registrar != null) {
					this.registrar.add(started);
				}
			}
			catch (Throwable ex) {
				this.byName.remove(name);
				throw ex;
			}
			return started;
		}
	}

	private static void requireDead(Heartbeat heartbeat) {
		if (!heartbeat.isDead()) {
			throw new IllegalStateException(("The heartbeat '%s' is live, on thread '%s': stop() it when its worker "
					+ "ends, or give this one another name")
				.formatted(heartbeat.name(), ThreadPosition.nameOf(heartbeat.thread())));
		}
	}

	private void stopped(Heartbeat heartbeat) {
		synchronized (this.lock) {
			if (this.byName.get(heartbeat.name()) == heartbeat) {
				remove(heartbeat);
			}
		}
	}

	private void remove(Heartbeat heartbeat) {
		if (this.registrar != null) {
			// may fail for want of memory: then it can be stopped once more
			this.registrar.remove(heartbeat);
		}
		this.byName.remove(heartbeat.name());
	}

	/**
	 * Register all heartbeats from now on, those that have been started already included.
	 * @param registrar makes checks of them
	 */
	public void attach(HeartbeatRegistrar registrar) {
		synchronized (this.lock) {
			this.byName.values().forEach(registrar::add);
			this.registrar = registrar;
		}
	}

	/**
	 * Register none any more: the context closes, and takes its checks out itself.
	 * Workers may go on.
	 */
	public void detach() {
		synchronized (this.lock) {
			this.registrar = null;
		}
	}

}
