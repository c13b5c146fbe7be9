package dev.probity.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.time.Ticker;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * The one client of a {@link KafkaCheck}. Thread-safe.
 */
final class KafkaClient {

	private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

	// how long a call may keep the client; with zero it would wait for its thread, which
	// may be looking up a name, without limit
	private static final Duration LONGEST_CLOSE = Duration.ofMillis(100);

	// how long nobody may answer before a new client looks where the brokers are now; it
	// logs all its settings, so each time it takes twice as long
	private static final Duration FIRST_SILENCE = Duration.ofSeconds(30);

	private static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);

	// how long a client waits for one server at most, as Kafka's own do
	private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(30);

	private static final CheckResult CLOSED = CheckResult.inconclusive("the check has been closed");

	private final Supplier<Map<String, Object>> properties;

	private final CheckPolicy policy;

	private final Ticker ticker;

	private final Object lock = new Object();

	// guarded by "lock" when written
	private volatile @Nullable Admin admin;

	private volatile boolean closed;

	// the next five are those of the run that has looked last: beside one that is stuck
	// there may be another
	private volatile @Nullable Long silentSince;

	// how many clients in a row nobody has answered
	private volatile int unanswered;

	private volatile Map<String, Object> madeFrom = Map.of();

	private volatile @Nullable Refusal refusal;

	private volatile String addresses = "";

	KafkaClient(Supplier<Map<String, Object>> properties, CheckPolicy policy, Ticker ticker) {
		this.properties = properties;
		this.policy = policy;
		this.ticker = ticker;
	}

	/**
	 * The client, made if there is none yet.
	 * @throws UnusableException if there cannot be one with these properties now
	 */
	Admin open() throws UnusableException {
		Admin existing = this.admin;
		if (existing != null) {
			if (!isOutOfDate()) {
				return existing;
			}
			discard();
			answered();
		}
		if (this.closed) {
			throw new UnusableException(CLOSED);
		}
		Refusal last = this.refusal;
		if (last != null && this.ticker.read() - last.at() < last.pause().toNanos()) {
			throw new UnusableException(last.result());
		}
		Admin created;
		try {
			created = create();
		}
		catch (RuntimeException | LinkageError ex) {
			throw refuse(last, ex);
		}
		this.refusal = null;
		return publish(created);
	}

	/**
	 * Whether the application itself would now go elsewhere, or otherwise.
	 */
	private boolean isOutOfDate() {
		try {
			return !read().comparable().equals(this.madeFrom);
		}
		catch (RuntimeException ex) {
			// who supplies the addresses is away; the application's clients go on, too
			return false;
		}
	}

	private KafkaClientProperties read() {
		return new KafkaClientProperties(this.properties.get(), this.policy, patience());
	}

	/**
	 * A server that is silent must not keep the client from the others for much longer
	 * than a run. Where nobody at all was quick enough, the next client waits for twice
	 * as long: a connection may take its time to be made.
	 */
	private Duration patience() {
		return doubled(this.policy.timeout().multipliedBy(9).dividedBy(10), LONGEST_PATIENCE);
	}

	private Duration doubled(Duration once, Duration limit) {
		Duration doubled = once.multipliedBy(1L << Math.min(this.unanswered, 10));
		return (doubled.compareTo(limit) < 0) ? doubled : limit;
	}

	private Admin create() throws UnusableException {
		KafkaClientProperties properties = read();
		this.addresses = properties.addresses();
		if (!properties.isResolvable()) {
			// resolved anew by each run: the client itself would log all its settings
			// first
			throw new UnusableException(
					CheckResult.failed("none of the bootstrap servers can be resolved (" + this.addresses + ")"));
		}
		this.madeFrom = properties.comparable();
		return Admin.create(properties.forCheckNow());
	}

	/**
	 * Each attempt to make a client logs all its settings, and settings seldom heal (a
	 * key store that is mounted late may): the attempts grow rare.
	 */
	private UnusableException refuse(@Nullable Refusal last, Throwable error) {
		Duration pause = (last != null) ? last.pause().multipliedBy(2) : FIRST_PAUSE;
		CheckResult result = KafkaErrors.failed(error);
		this.refusal = new Refusal(result, this.ticker.read(),
				(pause.compareTo(LONGEST_PAUSE) < 0) ? pause : LONGEST_PAUSE);
		return new UnusableException(result);
	}

	private Admin publish(Admin created) throws UnusableException {
		Admin current;
		synchronized (this.lock) {
			if (!this.closed && this.admin == null) {
				this.admin = created;
				return created;
			}
			current = this.closed ? null : this.admin;
		}
		created.close(LONGEST_CLOSE);
		if (current != null) {
			// a run that was stuck comes late: one beside it has made one meanwhile
			return current;
		}
		throw new UnusableException(CLOSED);
	}

	/**
	 * A broker has answered, or there are others to ask.
	 */
	void answered() {
		this.silentSince = null;
		this.unanswered = 0;
	}

	/**
	 * No broker has answered. The client knows the addresses of those it has met, and
	 * meets no others while none of them is there; if the cluster has moved, only a new
	 * client finds it.
	 */
	void unheard() {
		long now = this.ticker.read();
		Long since = this.silentSince;
		if (since == null) {
			this.silentSince = now;
		}
		else if (now - since > doubled(FIRST_SILENCE, LONGEST_SILENCE).toNanos()) {
			this.silentSince = null;
			this.unanswered++;
			discard();
		}
	}

	/**
	 * Where the client looks for brokers at first.
	 */
	String addresses() {
		return this.addresses;
	}

	/**
	 * Close the client for ever.
	 */
	void close() {
		this.closed = true;
		discard();
	}

	private void discard() {
		Admin discarded;
		synchronized (this.lock) {
			discarded = this.admin;
			this.admin = null;
		}
		if (discarded != null) {
			discarded.close(LONGEST_CLOSE);
		}
	}

	private record Refusal(CheckResult result, long at, Duration pause) {

	}

	/**
	 * There is no client, which is a result.
	 */
	static final class UnusableException extends Exception {

		private static final long serialVersionUID = 1L;

		private final transient CheckResult result;

		UnusableException(CheckResult result) {
			super(result.reason(), null, false, false);
			this.result = result;
		}

		CheckResult result() {
			return this.result;
		}

	}

}
