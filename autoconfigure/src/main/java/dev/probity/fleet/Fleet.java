package dev.probity.fleet;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import dev.probity.check.CheckSnapshot;
import dev.probity.check.Guarded;
import dev.probity.probe.Hold;
import dev.probity.probe.WithdrawalRule;
import dev.probity.registration.PeriodicTask;
import dev.probity.registration.ShutdownOrder;
import dev.probity.time.Ticker;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * The other instances, as this one sees them: asks them about failures while the context
 * runs, and knows what they have said last. Thread-safe.
 *
 * @since 0.1.0
 */
public final class Fleet implements WithdrawalRule, PeriodicTask, SmartLifecycle {

	private static final Log logger = LogFactory.getLog(Fleet.class);

	private static final Guarded guarded = new Guarded(logger::warn);

	private static final Duration PERIOD = Duration.ofMillis(200);

	private final PeerQuestions peers;

	private final BiConsumer<Duration, Runnable> later;

	private final Runnable alarm;

	private final Consumer<SharedFailureDecision> events;

	private final Deliberations deliberations;

	private final Map<Opinion, LongAdder> opinions = Map.of(Opinion.PASSING, new LongAdder(), Opinion.FAILING,
			new LongAdder(), Opinion.NONE, new LongAdder());

	private final Map<String, SharedFailureDecision> latest = new ConcurrentHashMap<>();

	private final Queue<SharedFailureDecision> news = new ConcurrentLinkedQueue<>();

	// of one start; another one after a pause
	private volatile @Nullable Object run;

	/**
	 * Ask peers.
	 * @param peers are asked
	 * @param failures tells which failures are to be decided on now
	 * @param later runs something later, on the thread on which peers are heard
	 * @param alarm wakes the thread that notifies all listeners; must return at once
	 * @param events gets each decision, on that thread
	 * @param ticker the time
	 * @param random spreads the questions of a fleet
	 */
	Fleet(PeerQuestions peers, Supplier<List<CheckSnapshot>> failures, BiConsumer<Duration, Runnable> later,
			Runnable alarm, Consumer<SharedFailureDecision> events, Ticker ticker, RandomGenerator random) {
		this.peers = peers;
		this.later = later;
		this.alarm = alarm;
		this.events = events;
		this.deliberations = new Deliberations(failures, peers, ticker, random, new Listener());
	}

	@Override
	public @Nullable Hold holdOf(CheckSnapshot failing) {
		return this.deliberations.holdOf(failing);
	}

	@Override
	public long revision() {
		return this.deliberations.revision();
	}

	/**
	 * How many peers are known now.
	 * @return the number, without this instance
	 */
	public int peers() {
		return this.peers.peers();
	}

	/**
	 * What came of the last question about each check.
	 * @return the decisions by check
	 */
	public Map<String, SharedFailureDecision> latest() {
		return new TreeMap<>(this.latest);
	}

	/**
	 * How many questions have come to an end.
	 * @param opinion with which opinion of the peer
	 * @return the number
	 */
	public long questions(Opinion opinion) {
		return Objects.requireNonNull(this.opinions.get(opinion)).sum();
	}

	/**
	 * Tell what has been decided.
	 */
	@Override
	public void run() {
		for (SharedFailureDecision decision = this.news.poll(); decision != null; decision = this.news.poll()) {
			DecisionLogger.log(decision);
			this.events.accept(decision);
		}
	}

	@Override
	public void start() {
		Object run = new Object();
		this.run = run;
		this.later.accept(Duration.ZERO, () -> evaluate(run));
	}

	@Override
	public void stop() {
		this.run = null;
	}

	@Override
	public boolean isRunning() {
		return this.run != null;
	}

	/**
	 * As long as checks run.
	 */
	@Override
	public int getPhase() {
		return ShutdownOrder.CHECKS;
	}

	private void evaluate(Object run) {
		if (this.run != run) {
			return;
		}
		// whatever fails of it, the next look is a new try
		this.later.accept(PERIOD, () -> evaluate(run));
		guarded.run(this.deliberations::evaluate, () -> "Could not ask peers");
	}

	private final class Listener implements DecisionListener {

		@Override
		public void onPoll(Poll poll) {
			count(Opinion.PASSING, poll.passing());
			count(Opinion.FAILING, poll.failing());
			count(Opinion.NONE, poll.asked() - poll.opinions());
		}

		private void count(Opinion opinion, int number) {
			Objects.requireNonNull(Fleet.this.opinions.get(opinion)).add(number);
		}

		@Override
		public void confirmed(SharedFailureDecision decision) {
			Fleet.this.latest.put(decision.check(), decision);
			Fleet.this.alarm.run();
		}

		@Override
		public void changed(SharedFailureDecision decision) {
			Fleet.this.news.add(decision);
			confirmed(decision);
		}

	}

}
