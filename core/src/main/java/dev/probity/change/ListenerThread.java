package dev.probity.change;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.probity.change.Backlog.Notification;
import dev.probity.check.CheckChange;
import dev.probity.check.DiagnosisChange;
import dev.probity.check.Guarded;
import dev.probity.check.StateTransitionListener;
import dev.probity.time.Ticker;
import dev.probity.time.WakeUp;
import org.jspecify.annotations.Nullable;

/**
 * Notifies listeners of results, transitions and findings on a dedicated thread, in order
 * and once each. However many checks change at once, none is lost. While a listener
 * blocks, and more than 8192 of a kind wait, those of the same check are merged:
 * transitions into one from the oldest state to the newest, or into none if these are the
 * same; of results the first is kept. What the listeners (never the probes) are not told
 * of for that is logged by number, and counted by {@link #dropped()}. Results take no
 * room from transitions.
 *
 * @since 0.1.0
 */
public final class ListenerThread implements StateTransitionListener, AutoCloseable {

	private static final Logger logger = System.getLogger(ListenerThread.class.getName());

	private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(1);

	private static final long AFTER_FAILURE = TimeUnit.MILLISECONDS.toNanos(100);

	private static final int MOST_AT_ONCE = 1024;

	private static final Runnable NO_NEWS = () -> {
	};

	private final List<? extends StateTransitionListener> listeners;

	private final Queue<Notification<?>> waiting = new ConcurrentLinkedQueue<>();

	private final Backlog<CheckChange> transitions = new Backlog<>("transition", MergedChange::of,
			StateTransitionListener::onTransition);

	private final Backlog<DiagnosisChange> findings = new Backlog<>("finding", MergedChange::of,
			StateTransitionListener::onDiagnosis);

	private final Backlog<CheckChange> results = new Backlog<>("result", (earlier, later) -> earlier,
			StateTransitionListener::onResult);

	private final List<Backlog<?>> backlogs = List.of(this.transitions, this.findings, this.results);

	private final Guarded guarded = new Guarded(this::log);

	private final Thread thread;

	private final WakeUp wakeUp = new WakeUp();

	// the time of the process, as the thread sleeps in it
	private final Ticker ticker = Ticker.system();

	// used by the thread alone
	private long evaluatedAt = this.ticker.read();

	private volatile Supplier<Runnable> look = () -> NO_NEWS;

	private volatile boolean closed;

	/**
	 * Start the thread, a daemon.
	 * @param listeners the listeners, in the order in which they are notified; read at
	 * each notification, so that they may be found later
	 */
	public ListenerThread(List<? extends StateTransitionListener> listeners) {
		this.listeners = listeners;
		this.thread = new Thread(this::run, "probity-listeners");
		this.thread.setDaemon(true);
		this.thread.start();
	}

	/**
	 * Evaluate periodically, on this thread, what may change without a result of a check:
	 * at least once a second unless a listener blocks, after listeners have been notified
	 * of a transition or a finding, and soon after each {@link #wake()}.
	 * @param look replaces the previous one; it returns a task that reports the changes,
	 * which is run once the listeners have been notified of everything that the
	 * evaluation can have read
	 */
	public void evaluateRegularly(Supplier<Runnable> look) {
		this.look = look;
		wake();
	}

	/**
	 * Stop the periodic evaluation.
	 */
	public void stopEvaluating() {
		evaluateRegularly(() -> NO_NEWS);
	}

	/**
	 * Evaluate now. Returns at once.
	 */
	public void wake() {
		this.wakeUp.call();
	}

	@Override
	public void onResult(CheckChange result) {
		hand(this.results, result, CheckChange::check);
		this.wakeUp.callSoon();
	}

	@Override
	public void onTransition(CheckChange transition) {
		hand(this.transitions, transition, CheckChange::check);
		wake();
	}

	@Override
	public void onDiagnosis(DiagnosisChange change) {
		hand(this.findings, change, DiagnosisChange::check);
		wake();
	}

	private <T> void hand(Backlog<T> backlog, T change, Function<T, String> check) {
		// what is dropped is logged later, on the other thread: logging may block, too
		try {
			backlog.add(check.apply(change), change, this.waiting);
		}
		catch (Throwable ex) {
			// no memory for it
			backlog.drop(1);
		}
	}

	/**
	 * How many notifications the listeners have missed since they were too slow, by kind:
	 * {@code transition}, {@code finding} or {@code result}. Those that were merged into
	 * another one are counted. Thread-safe.
	 * @return the numbers since the thread was started
	 */
	public Map<String, Long> dropped() {
		return this.backlogs.stream().collect(Collectors.toUnmodifiableMap(Backlog::kind, Backlog::dropped));
	}

	private void run() {
		boolean urgent = true;
		while (!this.closed) {
			try {
				deliver();
				urgent = (urgent || untilNextEvaluation() <= 0) && evaluateAndDeliver();
				if (!urgent && this.waiting.isEmpty()) {
					urgent = this.wakeUp.sleep(untilNextEvaluation());
				}
			}
			catch (Throwable ex) {
				// no memory, most likely: what comes next is a new try
				this.wakeUp.sleep(AFTER_FAILURE);
				urgent = true;
			}
		}
	}

	/**
	 * Whether there was more to be delivered meanwhile, so that it is to be evaluated
	 * again.
	 */
	private boolean evaluateAndDeliver() {
		this.evaluatedAt = this.ticker.read();
		Runnable news = evaluate();
		boolean told = deliver();
		this.guarded.run(news, () -> "Could not notify the listeners of probe changes");
		return told;
	}

	private long untilNextEvaluation() {
		return this.evaluatedAt + LONGEST_WAIT - this.ticker.read();
	}

	private Runnable evaluate() {
		try {
			return this.look.get();
		}
		catch (Throwable ex) {
			this.guarded.report(() -> "Could not evaluate the probes; retrying", ex);
			return NO_NEWS;
		}
	}

	private boolean deliver() {
		for (int told = 0; told < MOST_AT_ONCE; told++) {
			Notification<?> next = this.closed ? null : this.waiting.poll();
			if (next == null) {
				return told > 0;
			}
			next.take()
				.ifPresent((notification) -> this.guarded.each(this.listeners, notification,
						() -> "A listener threw an exception on a %s of check '%s'".formatted(next.backlog().kind(),
								next.check())));
			this.backlogs.forEach(this::reportDropped);
		}
		return true;
	}

	private void reportDropped(Backlog<?> backlog) {
		long dropped = backlog.droppedSince();
		if (dropped > 0) {
			this.guarded.report(() -> "Dropped %d %ss: a listener is too slow".formatted(dropped, backlog.kind()),
					null);
		}
	}

	private void log(String failure, @Nullable Throwable thrown) {
		if (!this.closed) {
			logger.log(Level.WARNING, failure, thrown);
		}
	}

	@Override
	public void close() {
		this.closed = true;
		wake();
		// a listener may be in a channel, which is closed by that, and closing may block
		Thread interrupting = new Thread(this.thread::interrupt, "probity-listeners-end");
		interrupting.setDaemon(true);
		interrupting.start();
	}

}
