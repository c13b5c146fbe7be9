package dev.probity.lifecycle;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

import dev.probity.check.CheckResult;
import dev.probity.text.Durations;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * A startup condition of the application as it was last seen. Whoever watches it asks it;
 * everybody else reads what came of that, and waits for nothing.
 */
final class WatchedCondition implements StartupCondition {

	// the name of the bean, which the application knows
	private static final Logger logger = System.getLogger("dev.probity.lifecycle.StartupWatch");

	private static final Duration PATIENCE = Duration.ofSeconds(1);

	// what it has said before counts no more
	private static final Duration LONG = Duration.ofSeconds(10);

	private final String name;

	private final StartupCondition condition;

	private final Ticker ticker;

	private volatile Seen seen;

	// reading of the ticker when it was asked, as long as it has not answered
	private volatile @Nullable Long askedAt;

	private Said failure = Said.NOT_YET;

	private Said silence = Said.NOT_YET;

	WatchedCondition(String name, StartupCondition condition, Ticker ticker) {
		this.name = name;
		this.condition = condition;
		this.ticker = ticker;
		this.seen = Seen.notMet(new SeenCondition("startup condition '%s'".formatted(name), "not asked yet", false));
	}

	String name() {
		return this.name;
	}

	/**
	 * Get to know it, before it is asked for the first time.
	 * @param signal is to be given when it may have become met
	 */
	void meet(Runnable signal) {
		guarded(() -> {
			this.condition.onChange(signal);
			return Seen
				.notMet(new SeenCondition(SeenCondition.oneLine(this.condition.description()), "not asked yet", false));
		});
	}

	/**
	 * Ask it now, on whichever thread calls: what it does is its own affair.
	 * @return whether it has come to be met, or not to be any more
	 */
	boolean ask() {
		boolean before = this.seen.isMet();
		long asked = this.ticker.read();
		guarded(this::evaluate);
		boolean forgotten = before && this.ticker.read() - asked >= LONG.toNanos();
		return forgotten || before != this.seen.isMet();
	}

	private void guarded(Supplier<Seen> question) {
		this.askedAt = this.ticker.read();
		try {
			this.seen = question.get();
		}
		catch (Throwable ex) {
			String reason = reason(ex);
			this.seen = Seen.notMet(
					new SeenCondition(this.seen.condition().description(), "cannot be evaluated: " + reason, false));
			logOnce(ex, reason);
		}
		finally {
			this.askedAt = null;
		}
	}

	private Seen evaluate() {
		if (this.condition.isMet()) {
			return new Seen(new SeenCondition(this.seen.condition().description(), null, true), List.of());
		}
		SeenCondition whole = SeenCondition.of(this.condition);
		List<SeenCondition> parts = this.condition.parts()
			.stream()
			.filter((part) -> part == this.condition || !part.isMet())
			.map((part) -> (part == this.condition) ? whole : SeenCondition.of(part))
			.toList();
		return new Seen(whole, parts.isEmpty() ? List.of(whole) : parts);
	}

	private static String reason(Throwable ex) {
		try {
			return SeenCondition.oneLine(CheckResult.failed(ex).reason());
		}
		catch (Throwable hostile) {
			return "its exception cannot be described";
		}
	}

	private void logOnce(Throwable ex, String reason) {
		if (this.failure == Said.ALREADY) {
			return;
		}
		this.failure = Said.ALREADY;
		logger.log(Level.WARNING,
				"Startup condition ''{0}'' cannot be evaluated and counts as not met: {1}{2} (logged once)", this.name,
				reason, place(ex));
	}

	private static String place(Throwable ex) {
		try {
			StackTraceElement[] stack = ex.getStackTrace();
			return (stack.length > 0) ? " (at " + stack[0] + ")" : "";
		}
		catch (Throwable hostile) {
			return "";
		}
	}

	/**
	 * Say once that it does not answer. To be called by one thread at a time.
	 */
	void evaluate(@Nullable Thread thread) {
		Duration silent = silent();
		if (thread != null && silent.compareTo(LONG) >= 0 && this.silence == Said.NOT_YET) {
			this.silence = Said.ALREADY;
			StringBuilder stack = new StringBuilder();
			for (StackTraceElement frame : thread.getStackTrace()) {
				stack.append("\n\tat ").append(frame);
			}
			logger.log(Level.WARNING,
					"Startup condition ''{0}'' has not answered for {1} and counts as not met; its thread is at:{2}",
					this.name, Durations.brief(silent), stack);
		}
	}

	private Duration silent() {
		Long asked = this.askedAt;
		return (asked != null) ? Duration.ofNanos(Math.max(0, this.ticker.read() - asked)) : Duration.ZERO;
	}

	private boolean isSilentFor(Duration limit) {
		return silent().compareTo(limit) >= 0;
	}

	@Override
	public String description() {
		return this.seen.condition().description();
	}

	@Override
	public @Nullable String progress() {
		Duration silent = silent();
		return (silent.compareTo(PATIENCE) >= 0) ? "has not answered for %s".formatted(Durations.brief(silent))
				: this.seen.condition().progress();
	}

	@Override
	public boolean isMet() {
		return this.seen.isMet() && !isSilentFor(LONG);
	}

	@Override
	public Collection<? extends StartupCondition> parts() {
		return isSilentFor(PATIENCE) ? List.of(this) : this.seen.parts();
	}

	/**
	 * What it has said.
	 */
	private record Seen(SeenCondition condition, List<SeenCondition> parts) {

		private static Seen notMet(SeenCondition condition) {
			return new Seen(condition, List.of(condition));
		}

		private boolean isMet() {
			return this.condition.isMet();
		}

	}

	private enum Said {

		NOT_YET, ALREADY

	}

}
