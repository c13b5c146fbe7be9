package dev.probity.kubernetes;

import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;

import dev.probity.probe.TaskCriticality;
import dev.probity.startup.StartupTaskListener;
import dev.probity.startup.StartupTaskResult;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * What will be known of this container if it ends now: keeps termination message and
 * ledger up to date. What is graver stays: a start that has failed, then liveness, then a
 * regular end. Hands over what is to be written, and waits for no file. Thread-safe.
 */
final class ContainerEnd implements StartupTaskListener {

	static final String CLOSED = "the application context was closed before the application had started";

	// how long a process goes on at most that ends because a further start has failed
	private static final long END_OF_A_FURTHER_START = Duration.ofMinutes(1).toNanos();

	// how old the words about something that lasts may become
	private static final long REFRESH = Duration.ofSeconds(10).toNanos();

	private final @Nullable TerminationMessage message;

	private final @Nullable Ledger ledger;

	private final String before;

	private final Ticker ticker;

	// guarded by "this", like all that follow
	private BooleanSupplier startCompleted = () -> false;

	private @Nullable Finding failedStart;

	private @Nullable Finding failedFurther;

	private long failedFurtherAt;

	private @Nullable Finding failing;

	private @Nullable Finding leaving;

	private @Nullable Finding told;

	private long toldAt;

	/**
	 * Keep files up to date.
	 * @param message the termination message, if there is one
	 * @param ledger the ledger, if there is one
	 * @param before what is said of earlier restarts; may be empty
	 * @param ticker when words are too old
	 */
	ContainerEnd(@Nullable TerminationMessage message, @Nullable Ledger ledger, String before, Ticker ticker) {
		this.message = message;
		this.ledger = ledger;
		this.before = before;
		this.ticker = ticker;
	}

	/**
	 * Ask from now on whether the instance has come up: a startup task that fails does
	 * not keep it from that any more.
	 */
	synchronized void ask(BooleanSupplier startCompleted) {
		this.startCompleted = startCompleted;
	}

	/**
	 * What liveness says now.
	 * @param finding why it fails, or {@code null} if it does not
	 */
	synchronized void liveness(@Nullable Finding finding) {
		if (this.leaving == null) {
			this.failing = finding;
			update(Urgency.WHEN_CHANGED);
		}
	}

	/**
	 * The application does not come up.
	 * @param words why; what is said last holds
	 */
	synchronized void startFailed(String words) {
		this.failedStart = Finding.of(EndReason.FAILED_START, "start failed: " + words);
		update(Urgency.NOW);
	}

	/**
	 * Somebody has closed the application's context while it was coming up. Why a start
	 * has failed stays, if that is known.
	 */
	synchronized void closedBeforeStarted() {
		if (this.failedStart == null) {
			startFailed(CLOSED);
		}
	}

	/**
	 * A context below that of the application does not come up. That may be the end of
	 * the process; if it goes on, somebody has got over it.
	 * @param words why; what is said last holds
	 */
	synchronized void furtherStartFailed(String words) {
		this.failedFurther = Finding.of(EndReason.FAILED_START, "start failed: " + words);
		this.failedFurtherAt = this.ticker.read();
		update(Urgency.NOW);
	}

	/**
	 * Why the start has failed. If that was a startup task of a context that is gone, the
	 * instance may have come up nevertheless.
	 */
	private @Nullable Finding failedStart() {
		Finding failed = this.failedStart;
		boolean gotOver = this.leaving == null && failed != null && failed.reason().equals(EndReason.STARTUP_TASK)
				&& this.startCompleted.getAsBoolean();
		return gotOver ? null : failed;
	}

	private @Nullable Finding failedFurther() {
		return (this.ticker.read() - this.failedFurtherAt < END_OF_A_FURTHER_START) ? this.failedFurther : null;
	}

	@Override
	public synchronized void onFinished(StartupTaskResult result) {
		boolean done = result.outcome() == StartupTaskResult.Outcome.DONE;
		if (done || result.criticality() != TaskCriticality.REQUIRED) {
			return;
		}
		Finding failed = Finding.of(EndReason.STARTUP_TASK,
				"startup task '%s' failed: %s".formatted(result.task(), result.reason()));
		if (!this.startCompleted.getAsBoolean()) {
			this.failedStart = (this.failedStart != null) ? this.failedStart : failed;
		}
		else if (failedFurther() == null) {
			this.failedFurther = failed;
			this.failedFurtherAt = this.ticker.read();
		}
		update(Urgency.NOW);
	}

	/**
	 * The process is ending.
	 * @param reason see {@link EndReason}; killed until it is over
	 * @param words what has happened so far
	 */
	synchronized void leaving(String reason, String words) {
		if (this.leaving == null) {
			Finding failed = failedStart();
			// nobody has got over it, then
			this.failedStart = (failed != null) ? failed : failedFurther();
		}
		this.leaving = Finding.of(reason, words);
		update(Urgency.NOW);
	}

	private void update(Urgency urgency) {
		Finding now = gravest();
		boolean sameReason = this.told != null && now != null && now.reason().equals(this.told.reason());
		boolean fresh = this.ticker.read() - this.toldAt < REFRESH;
		if (Objects.equals(now, this.told) || sameReason && fresh && urgency == Urgency.WHEN_CHANGED) {
			return;
		}
		this.told = now;
		this.toldAt = this.ticker.read();
		write(now);
	}

	private @Nullable Finding gravest() {
		Finding failed = failedStart();
		if (failed != null) {
			return failed;
		}
		Finding further = failedFurther();
		return (this.failing != null) ? this.failing : (further != null) ? further : this.leaving;
	}

	private void write(@Nullable Finding finding) {
		if (this.message != null) {
			if (finding == null) {
				this.message.clear();
			}
			else {
				boolean regular = finding == this.leaving;
				this.message
					.write((regular || this.before.isEmpty()) ? finding.words() : finding.words() + "; " + this.before);
			}
		}
		if (this.ledger != null) {
			if (finding == null) {
				this.ledger.goOn();
			}
			else {
				this.ledger.end(finding.reason(), finding.held(), finding.words());
			}
		}
	}

	private enum Urgency {

		NOW, WHEN_CHANGED

	}

}
