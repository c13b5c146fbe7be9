package dev.probity.engine;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.probity.check.CheckSnapshot;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Has brief runs follow each other on one worker: to wake a worker for each would cost
 * more than most of them do. Whatever one of them does, the others wait for it for a few
 * milliseconds only, and go on with another worker then. Guarded by the scheduler's lock,
 * except for what its workers do.
 */
final class SharedWorker {

	private static final Duration BRIEF = Duration.ofMillis(2);

	private static final long PATIENCE = Duration.ofMillis(3).toNanos();

	private final String name;

	private final CheckWorkers workers;

	private final Ticker ticker;

	private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();

	private @Nullable Drain latest;

	// doubles while those that wait have to be helped again
	private int help = 1;

	private long helpedAt;

	/**
	 * A worker without a thread.
	 * @param name what workers are called between two runs
	 * @param workers where they come from
	 */
	SharedWorker(String name, CheckWorkers workers, Ticker ticker) {
		this.name = name;
		this.workers = workers;
		this.ticker = ticker;
		this.helpedAt = ticker.read() - PATIENCE;
	}

	/**
	 * Whether the next run of a check may be expected to be brief: the last one was. The
	 * first one may have to load and connect whatever it uses.
	 */
	static boolean isBrief(CheckSnapshot known) {
		CheckSnapshot.LastRun last = known.lastRun();
		return last != null && last.duration().compareTo(BRIEF) <= 0;
	}

	/**
	 * Start a run, after those that wait. Returns at once.
	 * @throws RuntimeException if no worker is to be had; so may be an error
	 */
	void start(String check, CheckRun run) {
		Waiting last = new Waiting(check, run, this.ticker.read());
		// not at a tick: how often there is one says nothing about those that wait
		this.help = this.waiting.isEmpty() ? 1 : this.help;
		this.waiting.add(last);
		if (this.latest == null || !this.latest.isAtHand(last.since())) {
			try {
				add();
			}
			catch (Throwable ex) {
				// unless an earlier worker has come back and taken it
				if (this.waiting.remove(last)) {
					throw ex;
				}
			}
		}
	}

	/**
	 * Let none wait for longer than a few milliseconds. To be called at each tick.
	 * @return how long it is until it has to be called again; {@link Long#MAX_VALUE} if
	 * none waits
	 */
	long relieve(long now) {
		Waiting first = this.waiting.peek();
		if (first == null) {
			return Long.MAX_VALUE;
		}
		long rest = Math.max(first.since() - now, this.helpedAt - now) + PATIENCE;
		if (rest > 0) {
			return rest;
		}
		this.helpedAt = now;
		try {
			for (int more = Math.min(this.help, this.waiting.size()); more > 0; more--) {
				add();
			}
			this.help *= 2;
		}
		catch (Throwable ex) {
			// no thread is to be had: again in a moment
		}
		return PATIENCE;
	}

	private void add() {
		Drain next = new Drain();
		this.workers.start(this.name, next);
		this.latest = next;
	}

	/**
	 * A run that waits for its turn.
	 *
	 * @param since reading of the ticker
	 */
	private record Waiting(String check, CheckRun run, long since) {

	}

	/**
	 * Runs what waits on its worker until nothing does.
	 */
	private final class Drain implements Runnable {

		private final AtomicBoolean ended = new AtomicBoolean();

		private volatile @Nullable CheckRun inside;

		@Override
		public void run() {
			do {
				for (Waiting next = next(); next != null; next = next()) {
					run(next);
				}
				this.ended.set(true);
			}
			while (!SharedWorker.this.waiting.isEmpty() && this.ended.compareAndSet(true, false));
		}

		private @Nullable Waiting next() {
			return SharedWorker.this.waiting.poll();
		}

		private void run(Waiting next) {
			this.inside = next.run();
			try {
				SharedWorker.this.workers.goOnWith(next.check());
			}
			catch (Throwable ex) {
				// a name is not worth a run
			}
			try {
				next.run().run();
			}
			catch (Throwable ex) {
				// it has reported its end; it is not the next one's trouble
			}
			this.inside = null;
		}

		/**
		 * Whether it takes what waits in a moment: it is not stuck in a run.
		 */
		private boolean isAtHand(long now) {
			CheckRun current = this.inside;
			Long entered = (current != null) ? current.enteredAt() : null;
			return !this.ended.get() && (entered == null || now - entered < PATIENCE);
		}

	}

}
