package dev.probity.engine;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.probity.check.CheckChange;
import dev.probity.check.DiagnosisChange;
import dev.probity.check.Guarded;
import dev.probity.check.StateTransitionListener;

/**
 * Notifies listeners of results and transitions on a dedicated thread, in order and once
 * each. While a listener blocks, up to 1024 transitions and as many results wait; further
 * ones are dropped for the listeners (never for the probes), and their number is logged.
 * Results take no room from transitions.
 *
 * @since 0.1.0
 */
public final class ListenerThread implements StateTransitionListener, AutoCloseable {

	private static final Logger logger = System.getLogger(ListenerThread.class.getName());

	private static final Guarded guarded = new Guarded((failure, thrown) -> logger.log(Level.WARNING, failure, thrown));

	private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(1);

	private static final long AFTER_FAILURE = TimeUnit.MILLISECONDS.toNanos(100);

	private static final int MOST_AT_ONCE = 1024;

	private static final Runnable NO_NEWS = () -> {
	};

	private final List<StateTransitionListener> listeners;

	private final Queue<Message> waiting = new ConcurrentLinkedQueue<>();

	private final Backlog transitions = new Backlog("transition");

	private final Backlog results = new Backlog("result");

	private final Thread thread;

	private final WakeUp wakeUp = new WakeUp();

	private volatile Supplier<Runnable> look = () -> NO_NEWS;

	private volatile boolean closed;

	/**
	 * Start the thread, a daemon.
	 * @param listeners the listeners, in the order in which they are notified
	 */
	public ListenerThread(List<? extends StateTransitionListener> listeners) {
		this.listeners = List.copyOf(listeners);
		this.thread = new Thread(this::run, "probity-listeners");
		this.thread.setDaemon(true);
		this.thread.start();
	}

	/**
	 * Evaluate periodically, on this thread, what may change without a result of a check:
	 * at least once a second unless a listener blocks, after listeners have been
	 * notified, and soon after each {@link #wake()}.
	 * @param look replaces the previous one; it returns a task that reports the changes,
	 * which is run once the listeners have been notified of everything that the
	 * evaluation can have read
	 */
	public void lookAround(Supplier<Runnable> look) {
		this.look = look;
		wake();
	}

	/**
	 * Stop the periodic evaluation.
	 */
	public void lookNoMore() {
		lookAround(() -> NO_NEWS);
	}

	/**
	 * Evaluate now. Returns at once.
	 */
	public void wake() {
		this.wakeUp.call();
	}

	@Override
	public void onResult(CheckChange result) {
		tellSoon(this.results,
				() -> new Message(this.results, result.check(), (listener) -> listener.onResult(result)));
	}

	@Override
	public void onTransition(CheckChange transition) {
		tellSoon(this.transitions, () -> new Message(this.transitions, transition.check(),
				(listener) -> listener.onTransition(transition)));
	}

	@Override
	public void onDiagnosis(DiagnosisChange change) {
		tellSoon(this.transitions,
				() -> new Message(this.transitions, change.check(), (listener) -> listener.onDiagnosis(change)));
	}

	private void tellSoon(Backlog backlog, Supplier<Message> message) {
		// what is lost is logged later, on the other thread: logging may block, too
		if (backlog.hasRoomForOneMore()) {
			try {
				this.waiting.add(message.get());
			}
			catch (Throwable ex) {
				// no memory: it is lost, but not the room for it
				backlog.lose();
			}
			wake();
		}
	}

	private void run() {
		while (!this.closed) {
			try {
				tellWhatWaits();
				Runnable news = look();
				boolean told = tellWhatWaits();
				guarded.run(news, () -> "Could not notify the listeners of probe changes");
				if (!told && this.waiting.isEmpty()) {
					this.wakeUp.sleep(LONGEST_WAIT);
				}
			}
			catch (Throwable ex) {
				// no memory, most likely: what comes next is a new try
				this.wakeUp.sleep(AFTER_FAILURE);
			}
		}
	}

	private Runnable look() {
		try {
			return this.look.get();
		}
		catch (Throwable ex) {
			guarded.report(() -> "Could not evaluate the probes; retrying", ex);
			return NO_NEWS;
		}
	}

	private boolean tellWhatWaits() {
		for (int told = 0; told < MOST_AT_ONCE; told++) {
			Message message = this.closed ? null : this.waiting.poll();
			if (message == null) {
				return told > 0;
			}
			message.backlog().leave();
			guarded.each(this.listeners, message.notification(),
					() -> "A listener threw an exception on a %s of check '%s'".formatted(message.backlog().kind(),
							message.check()));
			sayWhatIsLost(this.transitions);
			sayWhatIsLost(this.results);
		}
		return true;
	}

	private static void sayWhatIsLost(Backlog backlog) {
		long lost = backlog.lost();
		if (lost > 0) {
			guarded.report(() -> "Dropped %d %ss: a listener is too slow".formatted(lost, backlog.kind()), null);
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

	/**
	 * A notification that waits for the listener thread.
	 */
	private record Message(Backlog backlog, String check, Consumer<StateTransitionListener> notification) {

	}

}
