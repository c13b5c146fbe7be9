package dev.probity.traffic;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

import dev.probity.time.Ticker;

/**
 * The requests of the application, probes and Actuator left out. Thread-safe; counting
 * takes no lock.
 *
 * @since 0.1.0
 */
public final class Traffic {

	private final LongAdder served = new LongAdder();

	private final LongAdder counted = new LongAdder();

	private final LongAdder failed = new LongAdder();

	private final ActiveRequests active = new ActiveRequests();

	private final SelfRequests selfRequests = new SelfRequests();

	private final LoopbackPath loopback = LoopbackPath.random();

	private final ProbeCalls calls;

	/**
	 * No requests yet.
	 */
	public Traffic() {
		this(Ticker.system());
	}

	Traffic(Ticker ticker) {
		this.calls = new ProbeCalls(ticker);
	}

	/**
	 * The requests for probes, which are no traffic.
	 * @return those so far
	 */
	public ProbeCalls calls() {
		return this.calls;
	}

	/**
	 * The requests of this process to itself, which do not count as traffic.
	 * @return those under way
	 */
	public SelfRequests selfRequests() {
		return this.selfRequests;
	}

	/**
	 * Where this process asks its own server, which is nobody's traffic either.
	 * @return the path
	 */
	public LoopbackPath loopback() {
		return this.loopback;
	}

	/**
	 * A request has come.
	 * @return where to say that it holds nothing any more
	 */
	ActiveRequests.Cohort arrived() {
		return this.active.enter();
	}

	void served() {
		this.served.increment();
	}

	/**
	 * How many requests have been answered, since the application was started.
	 * @return the number
	 */
	public long servedRequests() {
		return this.served.sum();
	}

	void completed(RequestOutcome outcome) {
		switch (outcome) {
			case SUCCESS -> this.counted.increment();
			case FAILURE -> {
				this.counted.increment();
				this.failed.increment();
			}
			case IGNORED -> {
			}
		}
	}

	/**
	 * How many requests have succeeded or failed, since the application was started. Less
	 * than have been answered, where some are ignored.
	 * @return the number; to be asked for after that of the failed ones if neither is to
	 * exceed the other
	 */
	public long countedRequests() {
		return this.counted.sum();
	}

	/**
	 * How many requests have failed, since the application was started.
	 * @return the number
	 */
	public long failedRequests() {
		return this.failed.sum();
	}

	/**
	 * Look how old the active requests are. To be called by one caller only, since ages
	 * are counted from call to call.
	 * @param elapsed the time since the last call that is to count
	 * @return their ages
	 */
	public RequestAges age(Duration elapsed) {
		return this.active.observe(elapsed);
	}

}
