package dev.probity.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import dev.probity.check.CheckSnapshot;
import dev.probity.check.Diagnosis;
import dev.probity.check.Diagnosis.Finding;
import dev.probity.diagnosis.FreshAnswer.Kind;
import dev.probity.engine.CheckMonitor;
import dev.probity.engine.CheckWorkers;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * The diagnosis of one check's client. Looked at about once a second by one thread; opens
 * a fresh connection on a thread of its own, never a second one beside it, and publishes
 * what has been found.
 */
final class ClientDiagnosis {

	private static final double JITTER = 0.1;

	private final String check;

	private final DiagnosisTerms terms;

	private final CheckMonitor monitor;

	private final CheckWorkers workers;

	private final Ticker ticker;

	private final InstantSource clock;

	private final RandomGenerator random;

	// what the check has come upon in its last run
	private volatile @Nullable DiagnosedClient client;

	private volatile boolean looked;

	private volatile @Nullable FreshAnswer lastAnswer;

	private volatile @Nullable Long lastSuccess;

	// the next nine belong to the thread that looks
	private @Nullable DiagnosedClient diagnosed;

	private PoolAndFresh evidence;

	private @Nullable FreshAttempt attempt;

	private boolean late;

	// it was begun before the client began to fail, or to pass
	private boolean outdated;

	private long lastStart;

	private double share;

	private @Nullable Instant foundAt;

	private @Nullable Finding found;

	ClientDiagnosis(String check, DiagnosisTerms terms, CheckMonitor monitor, CheckWorkers workers, Ticker ticker,
			InstantSource clock, RandomGenerator random) {
		this.check = check;
		this.terms = terms;
		this.evidence = new PoolAndFresh(terms);
		this.monitor = monitor;
		this.workers = workers;
		this.ticker = ticker;
		this.clock = clock;
		this.random = random;
		this.lastStart = ticker.read() - terms.retryInterval().toNanos();
		// a fleet that was started together does not ask together
		this.share = random.nextDouble();
	}

	String check() {
		return this.check;
	}

	/**
	 * The client that the check asks now; {@code null} if it cannot be diagnosed.
	 */
	void client(@Nullable DiagnosedClient client) {
		this.client = client;
		this.looked = true;
	}

	/**
	 * The check has not found what to ask, now.
	 */
	void noClient() {
		this.looked = false;
		this.client = null;
	}

	/**
	 * Whether the check has come upon a client that cannot be diagnosed.
	 */
	boolean isImpossible() {
		return this.looked && this.client == null;
	}

	@Nullable DiagnosedClient client() {
		return this.client;
	}

	/**
	 * What the last fresh connection has shown while the check was in its state.
	 */
	@Nullable FreshAnswer lastAnswer() {
		return this.lastAnswer;
	}

	/**
	 * Whether the client is at fault by what has been seen lately: a diagnosis that is
	 * not renewed counts no more, whatever keeps it from that.
	 * @return what it is about, or {@code null} if the client is not at fault
	 */
	@Nullable Diagnosis clientFault() {
		Diagnosis diagnosis = this.monitor.diagnosis(this.check);
		Long answered = this.lastSuccess;
		return (diagnosis != null && diagnosis.finding() == Finding.CLIENT_FAULT && answered != null
				&& this.ticker.read() - answered <= this.terms.renewal().toNanos()) ? diagnosis : null;
	}

	/**
	 * Take note of what there is, and do what is due. Returns at once.
	 * @return what has been found, if that is something else than before
	 */
	@Nullable Finding evaluate() {
		CheckSnapshot snapshot = this.monitor.snapshot(this.check);
		DiagnosedClient current = this.client;
		if (snapshot != null && current != this.diagnosed) {
			begin(current);
		}
		if (snapshot == null || current == null) {
			return null;
		}
		long now = this.ticker.read();
		if (this.evidence.client(snapshot.state(), snapshot.passedAt())) {
			this.lastAnswer = null;
			this.outdated = this.attempt != null;
		}
		observe(now);
		startIfDue(current, now);
		return publish(current, snapshot, now);
	}

	/**
	 * What was found of another client says nothing of this one.
	 */
	private void begin(@Nullable DiagnosedClient current) {
		this.diagnosed = current;
		this.evidence = new PoolAndFresh(this.terms);
		this.attempt = null;
		this.late = false;
		if (this.found != null) {
			this.found = null;
			this.monitor.diagnose(this.check, null, this.clock.instant());
		}
	}

	private void observe(long now) {
		FreshAttempt current = this.attempt;
		if (current == null) {
			return;
		}
		FreshAnswer answer = current.answer();
		if (answer != null) {
			this.attempt = null;
			if (!this.late && answer.kind() != Kind.NONE && !(this.outdated && answer.kind() == Kind.ANSWERED)) {
				count(answer, now);
			}
			this.late = false;
			this.outdated = false;
		}
		else if (!this.late && current.isOverdue(now)) {
			this.late = true;
			count(FreshAnswer.tooLate(this.terms.timeout()), now);
		}
	}

	private void count(FreshAnswer answer, long now) {
		if (answer.kind() == Kind.ANSWERED) {
			this.evidence.freshAnswered(now);
			this.lastSuccess = now;
		}
		else {
			this.evidence.freshFailed(now);
		}
		this.lastAnswer = answer;
	}

	private void startIfDue(DiagnosedClient current, long now) {
		Duration pause = this.evidence.pause();
		if (pause == null || now - this.lastStart < pause.toNanos() * (this.evidence.isWell() ? this.share : 1)) {
			return;
		}
		if (this.attempt != null) {
			if (this.late) {
				// as if it had been tried, and had not been answered either
				this.lastStart = now;
				count(FreshAnswer.tooLate(this.terms.timeout()), now);
			}
			return;
		}
		this.lastStart = now;
		this.share = 1 + JITTER * (2 * this.random.nextDouble() - 1);
		FreshAttempt next = new FreshAttempt(current, this.terms.timeout(), this.ticker);
		this.attempt = next;
		try {
			this.workers.start(this.check, next);
		}
		catch (Throwable noThread) {
			this.attempt = null;
		}
	}

	private @Nullable Finding publish(DiagnosedClient current, CheckSnapshot snapshot, long now) {
		Finding finding = this.evidence.finding();
		boolean news = finding != this.found;
		Instant since = this.foundAt;
		if (news || since == null) {
			since = this.clock.instant();
			this.foundAt = since;
			this.found = finding;
		}
		if (finding != null) {
			Instant failing = this.clock.instant().minusNanos(now - this.evidence.firstFailure());
			String sentence = Sentences.of(finding, current, this.lastAnswer, failing, snapshot, now);
			this.monitor.diagnose(this.check, new Diagnosis(finding, sentence, since), this.clock.instant());
		}
		else if (news) {
			this.monitor.diagnose(this.check, null, this.clock.instant());
		}
		return news ? finding : null;
	}

}
