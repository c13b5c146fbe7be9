package dev.probity.check;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Hands results and transitions to listeners on a thread of its own, in order, each to
 * each listener once. While a listener blocks, up to 1024 transitions and as many results
 * wait; further ones are lost to the listeners (never to the probes), and their number is
 * logged. Results take no room from transitions.
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
	 * @param listeners the listeners, in the order in which they are told
	 */
	public ListenerThread(List<? extends StateTransitionListener> listeners) {
		this.listeners = List.copyOf(listeners);
		this.thread = new Thread(this::run, "probity-listeners");
		this.thread.setDaemon(true);
		this.thread.start();
	}

	/**
	 * Let somebody look around on this thread for what changes without a check: at least
	 * once a second unless a listener blocks, after listeners have been told, and soon
	 * after each {@link #wake()}.
	 * @param look looks, instead of who did so before, and returns what tells the news;
	 * that is run once the listeners have been told of all that can have been seen
	 */
	public void lookAround(Supplier<Runnable> look) {
		this.look = look;
		wake();
	}

	/**
	 * Look around no more.
	 */
	public void lookNoMore() {
		lookAround(() -> NO_NEWS);
	}

	/**
	 * Let it look around now. Returns at once.
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

	private void tellSoon(Backlog backlog, Supplier<Message> message) {
		// what is lost is said later, on the other thread: a log may block, too
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
				guarded.run(news, () -> "Telling what is new failed");
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
			guarded.report(() -> "Looking around failed", ex);
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
			guarded.each(this.listeners, message.telling(), () -> "A listener failed on the %s of check '%s'"
				.formatted(message.backlog().kind(), message.check()));
			sayWhatIsLost(this.transitions);
			sayWhatIsLost(this.results);
		}
		return true;
	}

	private static void sayWhatIsLost(Backlog backlog) {
		long lost = backlog.lost();
		if (lost > 0) {
			guarded.report(() -> "Listeners were too slow, and are not told of %d %ss".formatted(lost, backlog.kind()),
					null);
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
	 * Something that the listeners are to be told.
	 */
	private record Message(Backlog backlog, String check, Consumer<StateTransitionListener> telling) {

	}

}
