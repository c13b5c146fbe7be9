package dev.probity.diagnosis;

import java.time.Duration;
import java.util.Objects;

import dev.probity.check.CheckState;
import dev.probity.check.Diagnosis.Finding;
import org.jspecify.annotations.Nullable;

/**
 * What the client and fresh connections have shown, and what follows. Computes only: who
 * feeds it says what time it is. Not thread-safe.
 * <p>
 * A client is at fault only if fresh connections have been answered again and again since
 * it last worked, and none has failed. So a dependency that is down can never put it at
 * fault, nor one that comes and goes, which serves the client now and then, too.
 */
final class PoolAndFresh {

	private final DiagnosisTerms terms;

	private CheckState client = CheckState.UNKNOWN;

	private @Nullable Long clientPassedAt;

	private int successes;

	private int failures;

	private long firstSuccess;

	private long lastSuccess;

	private long firstFailure;

	PoolAndFresh(DiagnosisTerms terms) {
		this.terms = terms;
	}

	/**
	 * See what the check of the client says. What fresh connections have shown counts for
	 * one stretch of failing or of passing; and a client that works once, while it is on
	 * the whole failing, is not at fault for what was before.
	 * @param passedAt when it last worked
	 * @return whether another stretch begins
	 */
	boolean client(CheckState state, @Nullable Long passedAt) {
		boolean begins = state != this.client;
		if (!Objects.equals(passedAt, this.clientPassedAt)) {
			this.clientPassedAt = passedAt;
			this.successes = 0;
		}
		if (begins) {
			this.client = state;
			this.successes = 0;
			this.failures = 0;
		}
		return begins;
	}

	/**
	 * Whether the client works, as far as its check can tell.
	 */
	boolean isClientPassing() {
		return this.client == CheckState.PASSING;
	}

	void freshAnswered(long now) {
		this.failures = 0;
		if (this.successes++ == 0) {
			this.firstSuccess = now;
		}
		this.lastSuccess = now;
	}

	void freshFailed(long now) {
		this.successes = 0;
		if (this.failures++ == 0) {
			this.firstFailure = now;
		}
	}

	/**
	 * What is wrong.
	 * @return the finding, or {@code null} if nothing is, or it is not known yet
	 */
	@Nullable Finding finding() {
		return switch (this.client) {
			case UNKNOWN -> null;
			case PASSING -> (this.failures >= this.terms.failures()) ? Finding.BORROWED_TIME : null;
			case FAILING ->
				(this.failures > 0) ? Finding.DEPENDENCY_DOWN : isClientAtFault() ? Finding.CLIENT_FAULT : null;
		};
	}

	private boolean isClientAtFault() {
		return this.successes >= this.terms.successes()
				&& this.lastSuccess - this.firstSuccess >= this.terms.successTime().toNanos();
	}

	/**
	 * How long to wait from one fresh connection to the next.
	 * @return the time, or {@code null} if there is nothing to compare it with
	 */
	@Nullable Duration pause() {
		return switch (this.client) {
			case UNKNOWN -> null;
			case PASSING -> (this.failures > 0) ? this.terms.retryInterval() : this.terms.interval();
			case FAILING -> this.terms.retryInterval();
		};
	}

	/**
	 * Whether nothing is suspected: then the time of the next one may vary.
	 */
	boolean isWell() {
		return isClientPassing() && this.failures == 0;
	}

	/**
	 * When the first of the failures in a row was seen.
	 * @return reading of the ticker
	 */
	long firstFailure() {
		return this.firstFailure;
	}

}
