package dev.probity.registration;

import org.springframework.context.SmartLifecycle;
import org.springframework.core.Ordered;

/**
 * The order in which the parts of Probity end on SIGTERM, from the first to the last.
 * Between them ends what is not Probity's, as the comments say; {@code @PreDestroy} and
 * the probe port come after all of them.
 */
public final class ShutdownOrder {

	// 1. The listeners of ContextClosedEvent. The lowest number is notified first.

	/** The lame duck holds up everything below; without a server it only says so. */
	public static final int LAME_DUCK = Ordered.HIGHEST_PRECEDENCE;

	/** The streams that watch gRPC health end, so that no server waits for them. */
	public static final int GRPC_HEALTH = LAME_DUCK + 1;

	// 2. The phases. The highest number stops first, and starts last. Above ours are
	// those of message listeners (MAX - 100) and of web servers (MAX - 1024 for their
	// requests, MAX - 2048 for their ports).

	/** The checks stop when no port is open any more on which they could be asked for. */
	public static final int CHECKS = SmartLifecycle.DEFAULT_PHASE - 4096;

	/** The listeners stop after the last check. */
	public static final int LISTENERS = CHECKS - 1;

	// Here stop executors and schedulers (MAX / 2), and connection factories (0).

	/**
	 * When everything else has stopped, pools are told to close soon. What has this phase
	 * is also the first to start.
	 */
	public static final int LAST = Integer.MIN_VALUE;

	private ShutdownOrder() {
	}

}
