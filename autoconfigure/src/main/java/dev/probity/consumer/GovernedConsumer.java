package dev.probity.consumer;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.LongUnaryOperator;

import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * One listener that needs something. Decides what is to be done with its container, which
 * is done elsewhere, since it may block. Readings are thread-safe; one thread at a time
 * decides, and not while something is being done.
 */
final class GovernedConsumer {

	// until a container whose broker is away is told to start again
	private static final long AFTER_A_FAILURE = Duration.ofSeconds(5).toNanos();

	private final ConsumerContainer container;

	private final List<Need> needs;

	private final long resumeWithin;

	private final LongUnaryOperator random;

	private final ConsumerNews news;

	private final Ticker ticker;

	private final Object releasing = new Object();

	// a consumer that was starting: written under the lock
	private volatile boolean heldAtItsStart;

	private volatile Standing standing;

	/**
	 * @param needs what it needs
	 * @param resumeWithin the longest time by which it goes on later than its needs pass
	 * @param random a number from zero to below its argument
	 * @param news is told what has been done
	 */
	GovernedConsumer(ConsumerContainer container, List<Need> needs, Duration resumeWithin, LongUnaryOperator random,
			ConsumerNews news, Ticker ticker) {
		this.container = container;
		this.needs = needs;
		this.resumeWithin = resumeWithin.toNanos();
		this.random = random;
		this.news = news;
		this.ticker = ticker;
		this.standing = Standing.of(ConsumerState.ALLOWED, List.of(), ticker.read());
	}

	/**
	 * Before containers start: one that would, waits until all that it needs has passed.
	 */
	void prepare() {
		this.container.forget();
		List<Hindrance> hindrances = hindrances();
		if (!hindrances.isEmpty() && this.container.startsByItself() && !this.container.isRunning()) {
			this.container.deferStart();
			become(ConsumerState.WAITING, List.of());
		}
	}

	/**
	 * The containers are stopped, and may be started again.
	 */
	void forget() {
		this.heldAtItsStart = false;
		if (this.standing.state() != ConsumerState.WAITING) {
			become(ConsumerState.ALLOWED, List.of());
		}
	}

	/**
	 * What is to be done now, if anything is. It may block, and changes the state if it
	 * succeeds.
	 */
	@Nullable Runnable decide() {
		List<Hindrance> hindrances = hindrances();
		Standing now = this.standing;
		return switch (now.state()) {
			case WAITING -> !hindrances.isEmpty() ? waitOn(hindrances) : isTime(now) ? this::start : null;
			case ALLOWED -> hindrances.isEmpty() ? (this.heldAtItsStart ? this::letGo : null)
					: this.container.isRunning() ? () -> hold(hindrances) : null;
			case HELD -> hindrances.isEmpty() ? resumeLater() : holdOn(hindrances);
			case RESUMING -> !hindrances.isEmpty() ? holdOn(hindrances) : releaseIfItIsTime(now);
		};
	}

	/**
	 * A consumer of the container starts just now: it may have been started by somebody
	 * else, or again.
	 * @param hold keeps it from consuming
	 */
	void onStarting(Runnable hold) {
		// so that what is held here is among what is released
		synchronized (this.releasing) {
			if (isHeld() || !hindrances().isEmpty()) {
				hold.run();
				this.heldAtItsStart = true;
			}
		}
	}

	/**
	 * Whether its container has been held and not been released yet.
	 */
	boolean isHeld() {
		ConsumerState state = this.standing.state();
		return state == ConsumerState.HELD || state == ConsumerState.RESUMING;
	}

	/**
	 * What it needs has recovered between the start of a consumer and the next look: it
	 * was never held as a whole.
	 */
	private void letGo() {
		synchronized (this.releasing) {
			this.heldAtItsStart = false;
		}
		try {
			this.container.release();
		}
		catch (RuntimeException | Error ex) {
			synchronized (this.releasing) {
				this.heldAtItsStart = true;
			}
			throw ex;
		}
	}

	private List<Hindrance> hindrances() {
		return this.needs.stream().map(Need::hindrance).filter(Objects::nonNull).toList();
	}

	private @Nullable Runnable waitOn(List<Hindrance> hindrances) {
		if (this.container.isRunning()) {
			// somebody else has started it
			this.container.restoreStart();
			return () -> hold(hindrances);
		}
		boolean known = this.standing.hindrances().stream().anyMatch(Hindrance::isFailure);
		this.standing = this.standing.because(hindrances);
		if (!known && hindrances.stream().anyMatch(Hindrance::isFailure)) {
			this.news.onWaiting(this.container.id(), this.standing.causes());
		}
		return null;
	}

	private void start() {
		this.container.restoreStart();
		try {
			this.container.start();
		}
		catch (RuntimeException | Error ex) {
			this.standing = this.standing.after(this.ticker.read() + AFTER_A_FAILURE);
			throw ex;
		}
		Standing before = become(ConsumerState.ALLOWED, List.of());
		this.news.onStarted(this.container.id(), before, lasted(before));
	}

	private void hold(List<Hindrance> hindrances) {
		this.container.hold();
		Standing before = become(ConsumerState.HELD, hindrances);
		this.news.onHeld(this.container.id(), this.container.heldWord(), before, this.standing.causes(),
				lasted(before));
	}

	private @Nullable Runnable holdOn(List<Hindrance> hindrances) {
		Standing held = this.standing;
		this.standing = new Standing(ConsumerState.HELD, hindrances, held.since(), held.resumeAt());
		// somebody may have restarted or resumed it
		return (this.container.isRunning() && !this.container.isHeld()) ? this.container::hold : null;
	}

	private @Nullable Runnable resumeLater() {
		long delay = (this.resumeWithin > 0) ? this.random.applyAsLong(this.resumeWithin) : 0;
		Standing held = this.standing;
		this.standing = new Standing(ConsumerState.RESUMING, held.hindrances(), held.since(),
				this.ticker.read() + delay);
		return releaseIfItIsTime(this.standing);
	}

	private @Nullable Runnable releaseIfItIsTime(Standing held) {
		return (isTime(held) && this.container.canBeReleased()) ? this::release : null;
	}

	private boolean isTime(Standing held) {
		return this.ticker.read() - held.resumeAt() >= 0;
	}

	private void release() {
		Standing before;
		synchronized (this.releasing) {
			before = become(ConsumerState.ALLOWED, List.of());
			this.heldAtItsStart = false;
		}
		boolean consumes;
		try {
			consumes = this.container.release();
		}
		catch (RuntimeException | Error ex) {
			this.standing = before.after(this.ticker.read() + AFTER_A_FAILURE);
			throw ex;
		}
		this.news.onReleased(this.container.id(), consumes, before, lasted(before));
	}

	private Standing become(ConsumerState state, List<Hindrance> hindrances) {
		Standing before = this.standing;
		this.standing = Standing.of(state, hindrances, this.ticker.read());
		return before;
	}

	private Duration lasted(Standing before) {
		return before.lasted(this.standing.since());
	}

	ConsumerContainer container() {
		return this.container;
	}

	ConsumerReading reading() {
		Standing now = this.standing;
		return new ConsumerReading(this.container.id(), now.state(), this.needs.stream().map(Need::name).toList(),
				now.hindrances().stream().map(Hindrance::need).toList(), now.causes(), now.lasted(this.ticker.read()));
	}

}
