package dev.probity.kubernetes;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import dev.probity.lifecycle.JvmShutdown;
import dev.probity.shutdown.LameDuckEnd;
import dev.probity.text.Durations;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * The last words of a process that ends regularly, in three steps: until the last one
 * they say that it was killed before it was over, for nobody would say that afterwards.
 * Thread-safe.
 */
final class ShutdownWords {

	private static final String UNFINISHED = "; killed before the shutdown was over";

	private final ContainerEnd end;

	private final Ticker ticker;

	private final BooleanSupplier jvmGoingDown;

	private final Supplier<String> signal;

	// guarded by "this", like all that follow
	private @Nullable String cause;

	private @Nullable LameDuckEnd lameDuck;

	private long begun;

	/**
	 * Say why this process ends.
	 * @param end who keeps the files
	 * @param ticker how long it takes
	 */
	ShutdownWords(ContainerEnd end, Ticker ticker) {
		this(end, ticker, JvmShutdown::isInProgress, EndSignal::inWords);
	}

	ShutdownWords(ContainerEnd end, Ticker ticker, BooleanSupplier jvmGoingDown, Supplier<String> signal) {
		this.end = end;
		this.ticker = ticker;
		this.jvmGoingDown = jvmGoingDown;
		this.signal = signal;
	}

	/**
	 * The context closes, and nothing has stopped yet.
	 */
	synchronized void begin() {
		if (this.cause == null && this.jvmGoingDown.getAsBoolean()) {
			this.begun = this.ticker.read();
			this.cause = this.signal.get();
			this.end.leaving(EndReason.KILLED, this.cause + UNFINISHED);
		}
	}

	/**
	 * The lame duck is over.
	 * @param lameDuck what it has come to, or {@code null} if there was none
	 */
	synchronized void served(@Nullable LameDuckEnd lameDuck) {
		if (this.cause != null && lameDuck != null && this.lameDuck == null) {
			this.lameDuck = lameDuck;
			this.end.leaving(EndReason.KILLED, this.cause + inWords(lameDuck) + UNFINISHED);
		}
	}

	/**
	 * All beans are gone.
	 */
	synchronized void last() {
		if (this.cause == null) {
			this.end.leaving(EndReason.EXIT, "the application context was closed");
			return;
		}
		Duration taken = Duration.ofNanos(this.ticker.read() - this.begun);
		this.end.leaving(this.cause.equals(EndSignal.NONE) ? EndReason.EXIT : EndReason.SIGNAL, this.cause
				+ ((this.lameDuck != null) ? inWords(this.lameDuck) : "; shut down in " + Durations.elapsed(taken)));
	}

	private static String inWords(LameDuckEnd lameDuck) {
		return "; lame duck %s, %d %s served".formatted(Durations.exact(lameDuck.duration()), lameDuck.served(),
				(lameDuck.served() == 1) ? "request" : "requests");
	}

}
