package dev.probity.fleet;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import dev.probity.check.CheckSnapshot;
import dev.probity.probe.Hold;
import dev.probity.probe.WithdrawalRule;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Decides on failures by asking peers. Whoever drives it calls {@link #evaluate} a few
 * times a second, and delivers the answers, on one thread; any thread may ask what has
 * been decided, which takes neither a lock nor I/O.
 */
final class Deliberations implements WithdrawalRule {

	private final Supplier<? extends Collection<CheckSnapshot>> failing;

	private final PeerQuestions peers;

	private final Ticker ticker;

	private final RandomGenerator random;

	private final DecisionListener listener;

	// the thread that drives it
	private Map<String, Deliberation> open = Map.of();

	// replaced as a whole, by that thread
	private volatile Map<String, Ruling> rulings = Map.of();

	// counted once the rulings can be seen
	private final AtomicLong revision = new AtomicLong();

	/**
	 * Decide for an instance.
	 * @param failing tells which checks would withdraw it now
	 * @param peers are asked
	 * @param ticker the time
	 * @param random spreads the questions of a fleet
	 * @param listener is told of what comes of it
	 */
	Deliberations(Supplier<? extends Collection<CheckSnapshot>> failing, PeerQuestions peers, Ticker ticker,
			RandomGenerator random, DecisionListener listener) {
		this.failing = failing;
		this.peers = peers;
		this.ticker = ticker;
		this.random = random;
		this.listener = listener;
	}

	/**
	 * Ask where it is time to.
	 */
	void evaluate() {
		look();
		long now = this.ticker.read();
		this.open.values().stream().filter((deliberation) -> deliberation.asksNow(now)).forEach(this::ask);
	}

	private void look() {
		Map<String, Deliberation> next = new LinkedHashMap<>();
		for (CheckSnapshot check : this.failing.get()) {
			Deliberation before = this.open.get(check.name());
			Deliberation now = (before != null && before.isOf(check)) ? before : new Deliberation(check, this.random);
			now.see(check);
			next.put(check.name(), now);
		}
		this.open = next;
	}

	private void ask(Deliberation deliberation) {
		this.peers.ask(deliberation.check(), Mind.questions(this.peers.peers()), (poll) -> accept(deliberation, poll));
	}

	private void accept(Deliberation deliberation, Poll poll) {
		this.listener.onPoll(poll);
		// what it has found itself since it asked counts before what the others say
		look();
		if (this.open.get(deliberation.check()) != deliberation) {
			// it is over, or another one
			return;
		}
		Mind before = deliberation.mind();
		Mind mind = deliberation.accept(poll, this.ticker.read());
		publish();
		SharedFailureDecision decision = SharedFailureDecision.of(mind, poll, deliberation.isRecovering());
		if (mind == before) {
			this.listener.confirmed(decision);
		}
		else {
			this.listener.changed(decision);
		}
	}

	private void publish() {
		Map<String, Ruling> next = new HashMap<>();
		this.open.forEach((check, deliberation) -> {
			if (deliberation.mind() != null) {
				next.put(check, new Ruling(deliberation.since(), deliberation.hold()));
			}
		});
		this.rulings = Map.copyOf(next);
		this.revision.incrementAndGet();
	}

	@Override
	public @Nullable Hold holdOf(CheckSnapshot failing) {
		Ruling ruling = this.rulings.get(failing.name());
		if (ruling != null && ruling.since() == failing.sinceTick()) {
			return ruling.hold();
		}
		int questions = Mind.questions(this.peers.peers());
		return (questions > 0) ? Deliberation.untilAnswered(failing, questions) : null;
	}

	@Override
	public long revision() {
		return this.revision.get();
	}

	/**
	 * What holds of one failure.
	 */
	private record Ruling(long since, @Nullable Hold hold) {

	}

}
